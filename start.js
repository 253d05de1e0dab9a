// Starts one of the two pages. A module: browsers too old for modules never read it, and the text in
// index.html stays. Rolling up is a page of its own, which only those download who use it.
const script = document.querySelector("script[data-js]");
const floor = document.getElementById("floor");
const address = path => new URL(path, document.baseURI).href;

const { js, wasm } = script.dataset;
// The name of the filling page's module holds the hash of the build; the committee's has none of its own.
const build = `?${js.replace(/\W+/g, "")}`;
const page = location.hash.startsWith("#/rollup")
  ? { js: `committee.js${build}`, wasm: `committee_bg.wasm${build}` }
  : { js, wasm };

import(address(page.js))
  .then(module => module.default({ module_or_path: address(page.wasm) }))
  .then(() => { floor.hidden = true; })
  .catch(error => {
    floor.setAttribute("data-failed", "");
    throw error;
  });
