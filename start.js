// Starts one of the two pages. A module: browsers too old for modules never read it, and the text in
// index.html stays. The first fills the standards of the library; the desk does everything, and only those
// download it who need it. The first calls it by the event "desk" when the address did not tell.
const script = document.querySelector("script[data-js]");
const address = path => new URL(path, document.baseURI).href;

const { js, wasm } = script.dataset;
// The name of the filling page's module holds the hash of the build; the desk's has none of its own.
const build = `?${js.replace(/\W+/g, "")}`;
const filling = { js, wasm };
const desk = { js: `desk.js${build}`, wasm: `desk_bg.wasm${build}` };

const load = (page, anew) => {
  const code = fetch(address(page.wasm + anew));
  // Whoever waits for the module is told.
  code.catch(() => {});
  return import(address(page.js + anew)).then(module => module.default(code));
};

// Glue and module of two builds, which a cache brought together, do not fit: both are asked for once more, past it.
const start = page => load(page, "").catch(error => {
  if (error instanceof WebAssembly.LinkError) return load(page, "?2");
  throw error;
});

// A unit that has a key signs what it hands up, and only the desk can.
const keyed = () => {
  try {
    return "yardstick.key" in localStorage || "yardstick.to" in localStorage;
  } catch {
    return false;
  }
};

// A standard of the library is named by its id; any other has an address, with a dot or a slash in it.
const forDesk = keyed() || /^#\/(rollup|machine|print|fill\?template=.*[./%])/.test(location.hash) || history.state === "desk";

addEventListener("desk", () => {
  start(desk).then(
    () => history.replaceState("desk", ""),
    () => dispatchEvent(new Event("desk-missing")),
  );
});

// Kept for days without a network where the browser allows that, after what the visitor came for.
begin(start(forDesk ? desk : filling)).then(() => {
  if (navigator.serviceWorker) setTimeout(() => import(address("offline.js")), 2000);
});
