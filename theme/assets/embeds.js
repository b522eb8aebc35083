// The builder of snippets: the page of the embed tells its content, what is chosen is filled in.
// Everything is fetched from where this page comes from, wherever the portal is tried out.
const builder = document.querySelector(".builder");
const form = builder.querySelector("form");
const choices = form.elements;
const code = builder.querySelector("textarea");
const preview = builder.querySelector(".preview");
const frame = preview.querySelector("template").content.firstElementChild;
const local = (address) => new URL(new URL(address).pathname, location).href;
const told = async (address) => (await fetch(address)).json();

const offer = (select, values) => {
  for (const option of select.options) option.disabled = !values.includes(option.value);
  if (select.selectedOptions[0].disabled) select.value = values[0];
};

// The content of the page in the language, of those that there are.
const chosen = async () => {
  const content = await told(choices.page.value);
  const languages = { [content.language]: null, ...content.translations };
  offer(choices.language, Object.keys(languages));
  const other = languages[choices.language.value];
  return other ? told(local(other)) : content;
};

let latest;
const show = async () => {
  const coming = (latest = chosen());
  const content = await coming;
  if (coming !== latest) return; // something else has been chosen meanwhile
  offer(choices.form, Object.keys(content.frames));
  const { sizes, [choices.scheme.value]: address } = content.frames[choices.form.value];
  const [width, height] = sizes.find(([size]) => size === Number(choices.width.value));
  const values = { address, width, height };
  const snippet = content.snippets[choices.way.value];
  code.value = snippet.replace(/\{(address|width|height)\}/g, (_, name) => values[name]);
  Object.assign(looking(local(address)), { title: content.title, width, height });
};

// The frame that shows the address. One whose address changes would fill the history: the way back
// would lead through it.
const looking = (src) => {
  const shown = preview.querySelector("iframe");
  if (shown?.src === src) return shown;
  shown?.remove();
  const next = Object.assign(frame.cloneNode(), { src });
  preview.append(next);
  return next;
};

form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
// Nothing is fetched or made until the reader comes to the builder.
const arrival = new IntersectionObserver(([{ isIntersecting }]) => {
  if (!isIntersecting) return;
  arrival.disconnect();
  show();
});
arrival.observe(builder);
