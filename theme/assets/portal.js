// Three small helps; the portal works without them.
// 1. On a first visit, offer the reader's own language, once the page has been shown. Nothing is stored
// before the reader chooses.
const offer = document.querySelector(".offer");
const own = navigator.languages.map((tag) => tag.slice(0, 2));
const here = own.indexOf(document.documentElement.lang.slice(0, 2));
const wanted = (here < 0 ? own : own.slice(0, here)).map((one) => `[data-offer^="${one}"]`);
const lines = wanted.map((one) => offer?.querySelector(one)).filter(Boolean);
if (lines.length) addEventListener("load", () => {
  offer.hidden = lines[0].hidden = "language-offer" in localStorage;
  offer.addEventListener("click", (event) => {
    if (!event.target.closest("a, button")) return;
    localStorage.setItem("language-offer", "answered");
    offer.hidden = true;
  });
});
// 2. A button that prints the article.
for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
// 3. Buttons that copy what stands beside them. Where that is forbidden, it is selected.
const said = document.querySelector("[role=status]");
for (const button of navigator.clipboard ? document.querySelectorAll("button.copy") : []) {
  const shown = button.previousElementSibling;
  const show = (done) => {
    button.classList.toggle("done", done);
    said.textContent = done ? said.dataset.words : "";
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(shown.value ?? shown.textContent);
    } catch {
      shown.select ? shown.select() : getSelection().selectAllChildren(shown);
      return;
    }
    show(true);
    setTimeout(show, 3000, false);
  });
}
