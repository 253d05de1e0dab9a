// Keeps the page for days without a network (sw.js does it), and offers a new version when there is one. The page loads
// it when it stands; the build puts the words in.
const words = {};
const say = key => words[document.documentElement.lang][key];

// Trusted types ask where the address of a worker comes from: always from here.
const from = { createScriptURL: name => new URL(name, document.baseURI).href };
const policy = self.trustedTypes ? trustedTypes.createPolicy("offline", from) : from;

// Nothing of the user's is under way.
const isIdle = () => (document.body.dataset.saveState || "saved") === "saved";
const whenIdle = then => {
  if (isIdle()) return then();
  const watch = new MutationObserver(() => {
    if (!isIdle()) return;
    watch.disconnect();
    then();
  });
  watch.observe(document.body, { attributeFilter: ["data-save-state"] });
};

const put = (parent, name, className, text = "") => {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return parent.appendChild(element);
};

let fresh;
const offer = worker => {
  const first = !fresh;
  fresh = worker;
  if (!first) return;
  const bar = document.createElement("div");
  bar.id = "fresh";
  bar.className = "alert row";
  bar.dataset.tone = "note";
  bar.setAttribute("role", "status");
  put(bar, "b", "alert__title", say("offline.title"));
  const text = put(bar, "span", "", say("offline.text"));
  const button = put(bar, "button", "", say("offline.take"));
  button.type = "button";
  button.addEventListener("click", () => {
    button.disabled = true;
    if (!isIdle()) text.textContent = say("offline.saving");
    navigator.serviceWorker.addEventListener("controllerchange", () => whenIdle(() => location.reload()));
    whenIdle(() => fresh.postMessage("take"));
  });
  const show = () => document.getElementById("app").before(bar);
  show();
  // It is not for paper.
  addEventListener("beforeprint", () => bar.remove());
  addEventListener("afterprint", show);
};

// Without a controller it is the first version, which nobody has to choose.
const settled = worker => {
  if (worker && worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
};

navigator.serviceWorker.register(policy.createScriptURL("sw.js"), { updateViaCache: "none" }).then(registration => {
  settled(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker.addEventListener("statechange", () => settled(worker));
  });
});
