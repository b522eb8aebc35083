// In a frame: tell the page around it how high the embed is, whenever that changes and when asked.
// The words are those that WordPress understands, with its secret where it gives one. No cookie, no
// storage, nothing of the page around is read.
(() => {
  if (parent === self) return;
  const secret = /secret=(\w+)/.exec(location.hash)?.[1];
  const say = (message, value) => parent.postMessage({ message, value, secret }, "*");
  const measure = () => say("height", Math.ceil(document.body.getBoundingClientRect().height));
  document.documentElement.classList.add("fit");
  new ResizeObserver(measure).observe(document.body);
  addEventListener("message", (event) => event.source === parent && measure());
  // WordPress lets no window open: it follows the link itself.
  if (secret) {
    addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link) say("link", link.href), event.preventDefault();
    });
  }
})();
