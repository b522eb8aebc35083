// <city-embed src="…" name="…" width="600" height="480">what is shown without it</city-embed>
// The element shows the embed in a frame, asks it how high it is, and makes it so.
(() => {
  const root = new URL(".", document.currentScript.src).href;
  class CityEmbed extends HTMLElement {
    connectedCallback() {
      const src = this.getAttribute("src") || "";
      if (!src.startsWith(root)) return;
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("name") || "";
      frame.loading = "lazy";
      frame.referrerPolicy = "strict-origin";
      frame.sandbox = "allow-scripts allow-popups allow-popups-to-escape-sandbox";
      frame.height = this.getAttribute("height") || 480;
      frame.style.cssText = "display:block;border:0;width:100%";
      frame.onload = () => frame.contentWindow.postMessage("height", "*");
      frame.src = src;
      this.style.display = "block";
      this.style.maxWidth = `${parseInt(this.getAttribute("width")) || 600}px`;
      (this.shadowRoot || this.attachShadow({ mode: "open" })).replaceChildren(frame);
      this.listen = ({ data, source }) => {
        const { message, value } = Object(data);
        if (source !== frame.contentWindow || message !== "height") return;
        if (Number.isFinite(value) && value >= 50 && value <= 20000)
          frame.style.height = `${Math.round(value)}px`;
      };
      addEventListener("message", this.listen);
    }
    disconnectedCallback() {
      removeEventListener("message", this.listen);
    }
  }
  customElements.get("city-embed") || customElements.define("city-embed", CityEmbed);
})();
