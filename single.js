// The page as one file, opened with a double click: no site answers there, so what a site would send stands in the
// document, each file in an element with its path for an id.
const folder = new URL(".", document.baseURI).href;
const embedded = path => document.getElementById(path);

self.fetch = address => {
  const file = address.startsWith(folder) && embedded(address.slice(folder.length));
  return Promise.resolve(file ? new Response(file.textContent) : new Response("", { status: 404 }));
};

const packed = embedded("desk_bg.wasm");
const code = Uint8Array.from(atob(packed.textContent), letter => letter.charCodeAt(0));
packed.remove();
begin(desk(code));
