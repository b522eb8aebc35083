// On a partner's page: ask every frame of the portal how high it is, and make it so. Frames in a
// sandbox have no origin, so a message counts only if it comes out of one of the portal's frames.
(() => {
  const root = new URL(".", document.currentScript.src).href;
  const ours = (frame) => frame.tagName === "IFRAME" && frame.src.startsWith(root);
  const frames = () => [...document.querySelectorAll("iframe")].filter(ours);
  const ask = (frame) => frame.contentWindow.postMessage("height", "*");
  addEventListener("message", ({ data, origin, source }) => {
    const { message, value } = Object(data);
    if (origin !== "null" && origin !== new URL(root).origin) return;
    if (message !== "height" || !(Number.isFinite(value) && value >= 50 && value <= 20000)) return;
    for (const { contentWindow, style } of frames()) {
      if (contentWindow !== source) continue;
      style.aspectRatio = "auto";
      style.minHeight = "0";
      style.height = `${Math.round(value)}px`;
    }
  });
  document.addEventListener("load", ({ target }) => ours(target) && ask(target), true);
  frames().forEach(ask);
})();
