// Keeps every file of the page, so that it opens without a network. The build writes the list of files with their
// digests, so each version of the page has another text here, which is how a browser notices it.
const files = {};
const version = "";

const { scope } = registration;
// The page shares its origin, and so its caches, with others.
const own = `yardstick ${scope} `;

// A version is kept whole or not at all: a file of another one does not have the digest.
const keep = async () => {
  const cache = await caches.open(own + version);
  await Promise.all(Object.entries(files).map(async ([path, digest]) => {
    const answer = await fetch(path, { cache: "no-cache", integrity: `sha256-${digest}` });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    await cache.put(path, answer);
  }));
};

const forget = async () => {
  const old = (await caches.keys()).filter(name => name.startsWith(own) && name !== own + version);
  await Promise.all(old.map(name => caches.delete(name)));
};

const kept = async (path, request) => {
  const cache = await caches.open(own + version);
  return await cache.match(path, { ignoreVary: true }) || fetch(request);
};

addEventListener("install", event => event.waitUntil(keep()));
addEventListener("activate", event => event.waitUntil(forget()));
addEventListener("message", event => {
  // Only when the user chooses: until then the version that is open stays whole.
  if (event.data === "take") event.waitUntil(skipWaiting());
});
addEventListener("fetch", event => {
  const [address] = event.request.url.split(/[?#]/);
  if (event.request.method !== "GET" || !address.startsWith(scope)) return;
  const path = address.slice(scope.length).replace(/^index\.html$/, "") || "./";
  if (Object.keys(files).includes(path)) event.respondWith(kept(path, event.request));
});
