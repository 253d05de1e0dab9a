// Starts the app. A module: browsers too old for modules never read it, and the text in index.html stays.
const script = document.querySelector("script[data-js]");
const floor = document.getElementById("floor");
const address = path => new URL(path, document.baseURI).href;

import(address(script.dataset.js))
  .then(app => app.default({ module_or_path: address(script.dataset.wasm) }))
  .then(() => { floor.hidden = true; })
  .catch(error => {
    floor.setAttribute("data-failed", "");
    throw error;
  });
