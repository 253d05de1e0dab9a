// What the page does before anything else, as a site and as one file: the build puts it in front of start.js
// and of single.js.
const floor = document.getElementById("floor");

// Inside of another page a click may be led astray. Where the host sends no header against that, this does.
if (top !== self) {
  floor.replaceChildren(document.getElementById("framed").content);
  throw new Error("framed");
}

// Chromium before 97 knows no narrower word for WebAssembly than 'unsafe-eval', so the policy in the HTML has it.
// A second policy can only take away: browsers that know the narrower word lose the wider one before anything
// runs. AbortSignal.timeout came with Chromium 103 and Safari 16, and with TransformStream Firefox 102.
if (AbortSignal.timeout && self.TransformStream) {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:";
  document.head.append(policy);
}

// What stands there before the page does goes when it has started, and stays where it cannot.
const begin = started => started.then(() => { floor.hidden = true; }).catch(error => {
  floor.setAttribute("data-failed", "");
  rescue();
  throw error;
});
