// The page of results. Pagefind is loaded when the reader turns to the field or comes with a question;
// its own page is not used, as it writes HTML, which the policy of the pages forbids.
const STEP = 10;
const HANGUL = 0x27000 - 0xac00;
const korean = document.documentElement.lang === "ko";
const form = document.querySelector("form.search");
const question = form.elements.q;
const choices = form.querySelector("fieldset");
const selects = [...choices.querySelectorAll("select")];
const filters = selects.filter(({ name }) => name !== "order");
const status = document.querySelector("[role=status]");
const list = document.querySelector(".results");
const further = document.querySelector(".further");
const sections = document.querySelector(".sections");
const title = document.title;
const folder = new URL(form.dataset.folder, location);
let pagefind;
let results = [];
let turn = 0;

function load() {
  pagefind ??= start();
  return pagefind;
}

async function start() {
  const module = await import(new URL("pagefind.js", folder));
  // No worker: its address would have to be a trusted type.
  const ranking = { metaWeights: { title: 5, runs: 5 } };
  await module.options({ noWorker: true, excerptLength: 40, ranking });
  return module;
}

// What did not come, because the network was away, is asked for again by the next search.
async function forget() {
  const failed = pagefind;
  pagefind = undefined;
  await failed?.then((module) => module.destroy()).catch(() => {});
}

// What the reader has typed before this came stays.
function fillIn() {
  const asked = new URLSearchParams(location.search);
  for (const field of [question, ...selects].filter(({ name }) => asked.has(name))) {
    field.value = asked.get(field.name);
    if (field.selectedIndex < 0) field.selectedIndex = 0;
  }
}

// The address says what is asked, here and in the links to the other languages.
function remember() {
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  history.replaceState(null, "", `${location.pathname}${String(asked) && `?${asked}`}`);
  for (const link of document.querySelectorAll(".languages a")) link.search = asked;
  document.title = asked.has("q") ? `${asked.get("q")} – ${title}` : title;
}

async function search() {
  const mine = ++turn;
  remember();
  const words = question.value.trim();
  sections.hidden = Boolean(words);
  if (!words) return show([]);
  status.textContent = status.dataset.working;
  try {
    const found = await ask(asIndexed(words));
    const left = await inOrder(await narrowed(found));
    if (mine !== turn) return;
    choices.hidden = !found.length;
    await show(left);
    if (mine !== turn) return;
    const { count, none } = status.dataset;
    status.textContent = results.length ? count.replace("{n}", results.length) : none;
  } catch {
    await forget();
    if (mine === turn) status.textContent = status.dataset.failed;
  }
}

async function ask(words) {
  const { search } = await load();
  const { results } = await search(words);
  return results.length ? results : (await undivided(() => search(words))).results;
}

// Which pages have which value. The file goes with the index, so it may not be an old one.
async function pagesBy(name) {
  const answer = await fetch(new URL(`${name}.json`, folder), { cache: "no-cache" });
  return answer.json();
}

async function narrowed(found) {
  const chosen = filters.filter(({ value }) => value);
  const kept = await Promise.all(
    chosen.map(async ({ name, value }) => new Set((await pagesBy(name))[value])),
  );
  return found.filter(({ id }) => kept.every((ids) => ids.has(id)));
}

// By relevance, or the newest first; pages without a day come last.
async function inOrder(found) {
  if (!form.elements.order.value) return found;
  const days = Object.entries(await pagesBy("day")).sort();
  const rank = new Map(days.flatMap(([, ids], place) => ids.map((id) => [id, place])));
  return found.sort((one, other) => (rank.get(other.id) ?? -1) - (rank.get(one.id) ?? -1));
}

// Browsers divide Chinese and Japanese names that they do not know. Without their segmenter Pagefind
// takes the name as it is, or its longest beginning that some page has.
async function undivided(again) {
  const { Segmenter } = Intl;
  Intl.Segmenter = undefined;
  try {
    return await again();
  } finally {
    Intl.Segmenter = Segmenter;
  }
}

async function show(found) {
  results = found;
  status.textContent = "";
  list.replaceChildren();
  await showMore();
}

async function showMore() {
  const from = list.children.length;
  const pages = await Promise.all(results.slice(from, from + STEP).map((one) => one.data()));
  list.append(...pages.map(entry));
  further.hidden = list.children.length >= results.length;
  return list.children[from];
}

function entry({ url, meta, excerpt }) {
  const link = element("a", asWritten(meta.title));
  link.href = url;
  const known = [meta.section, meta.day].filter(Boolean).map((one) => element("span", one));
  const item = element("li", element("h2", link), element("p", ...marked(excerpt)));
  if (known.length) item.children[0].after(element("p", ...known));
  return item;
}

// Excerpts are text but for <mark>.
function marked(excerpt) {
  const parts = asWritten(excerpt).split(/<\/?mark>/);
  const texts = parts.map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  return texts.map((text, index) => (index % 2 ? element("mark", text) : text));
}

// In the index đ has a mark of its own, so that it may be left out, Korean stands in letters that have
// no marks, and invisible spaces divide words (src/cityportal/search/writing.py).
function asIndexed(words) {
  const marked = words.normalize().replaceAll("đ", "d\u0335").replaceAll("Đ", "D\u0335");
  return korean ? moved(marked, /[\uac00-\ud7a3]/gu, HANGUL) : marked;
}

function asWritten(text) {
  const whole = text.replace(/[\u200a-\u200c]/g, "");
  const plain = whole.replaceAll("d\u0335", "đ").replaceAll("D\u0335", "Đ");
  return korean ? moved(plain, /[\u{27000}-\u{29ba3}]/gu, -HANGUL) : plain;
}

function moved(text, letters, distance) {
  return text.replace(letters, (one) => String.fromCodePoint(one.codePointAt() + distance));
}

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
choices.addEventListener("change", search);
question.addEventListener("focus", () => load().catch(forget), { once: true });
further.addEventListener("click", async () => (await showMore()).querySelector("a").focus());
fillIn();
if (location.search && question.value) search();
