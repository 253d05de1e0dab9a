// When the page has stopped: says that what was saved is there, and gives it out as one file. WebAssembly that has
// stopped cannot go on, so this does without. The words stand in index.html, the lines in app::store.
const kept = "yardstick";

const answered = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// Every value as it is stored: a line for each.
const stored = async () => {
  const request = indexedDB.open(kept);
  // Nothing was ever saved here, and nothing is made.
  request.onupgradeneeded = () => request.transaction.abort();
  const database = await answered(request);
  const lines = [];
  for (const name of Array.from(database.objectStoreNames)) {
    const store = database.transaction(name).objectStore(name);
    const [keys, values] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
    keys.forEach((key, n) => lines.push([name, key, values[n]]));
  }
  return lines;
};

// What stands beside the store.
const beside = () => {
  const ours = Object.entries(localStorage).filter(([key]) => key.startsWith(`${kept}.`));
  return ours.map(([key, value]) => ["beside", key, value]);
};

// Nothing was saved there, or the browser lets nobody see it.
const nothing = () => [];

// A head stands behind its checksum.
const head = line => {
  try {
    return JSON.parse(line.slice(line.indexOf("{")));
  } catch (damaged) {
    return {};
  }
};

const show = (panel, lines) => {
  const line = panel.querySelector("li");
  const list = line.parentNode;
  const { lang } = document.documentElement;
  line.remove();
  for (const [, id, text] of lines.filter(([store]) => store === "heads")) {
    const { unit, title = {}, revision, saved_at: time } = head(text);
    const item = line.cloneNode(true);
    if (unit) item.querySelector("b").textContent = unit;
    item.querySelector("span").textContent = title[lang] || title["zh-Hans"] || id;
    item.querySelector("strong").textContent = revision;
    item.querySelector("time").textContent = time ? new Date(time).toLocaleString(lang, { dateStyle: "long", timeStyle: "short" }) : "";
    list.append(item);
  }
  const file = panel.querySelector("a");
  file.hidden = lines.length === 0;
  const text = [[kept, "stored", "1"], ...lines].map(line => JSON.stringify(line)).join("\n");
  file.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
};

// What is on the screen can still be read and copied, but no longer changed.
const freeze = () => {
  document.body.dataset.saveState = "failed";
  for (const field of document.querySelectorAll("#app input, #app textarea")) field.readOnly = true;
  for (const field of document.querySelectorAll("#app button, #app select, #app [type=radio], #app [type=checkbox]")) {
    field.disabled = true;
  }
};

let rescued = false;
const rescue = async () => {
  if (rescued) return;
  rescued = true;
  freeze();
  const panel = document.createElement("div");
  panel.append(document.getElementById("rescue").content);
  panel.querySelector("button").onclick = () => location.reload();
  // Links lead on as if nothing had happened, where nobody draws the screens any more.
  addEventListener("hashchange", () => location.reload());
  const lines = [...await stored().catch(nothing), ...await Promise.resolve().then(beside).catch(nothing)];
  show(panel, lines);
  // A page that never began says first why that may be.
  if (floor.hidden) floor.replaceChildren();
  floor.append(panel);
  floor.hidden = false;
  panel.querySelector("h1").focus();
  scrollTo(0, 0);
};

// WebAssembly that has stopped throws its own error, out of an event or out of a promise; so does what it calls, or a
// stack that is full, and its frames stand in the stack then.
const stopped = ({ error, reason }) => {
  const thrown = error || reason;
  if (thrown instanceof WebAssembly.RuntimeError || /wasm/.test(thrown && thrown.stack)) rescue();
};
addEventListener("error", stopped);
addEventListener("unhandledrejection", stopped);
