// On a partner's page: give every frame of the portal the height it tells. Frames in a sandbox have no
// origin, so a message counts only if it comes out of one of the portal's frames.
(() => {
  const root = new URL(".", document.currentScript.src).href;
  const frames = () => [...document.querySelectorAll("iframe")].filter((f) => f.src.startsWith(root));
  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== "null" && origin !== new URL(root).origin) return;
    const { message, value } = Object(data);
    if (message !== "height" || !(Number.isFinite(value) && value >= 50 && value <= 20000)) return;
    for (const frame of frames()) {
      if (frame.contentWindow !== source) continue;
      frame.style.aspectRatio = "auto";
      frame.style.minHeight = "0";
      frame.style.height = `${Math.round(value)}px`;
    }
  });
  for (const frame of frames()) frame.contentWindow.postMessage("height", "*");
})();
