// One tab: what runs in it, what it said and what it asked the network for.

import { looked } from './canary.mjs';
import * as capture from './capture.mjs';
import * as input from './input.mjs';
import { Tab, expression } from './tab.mjs';

/** A tab; made by `Browser.newPage`. */
export class Page extends Tab {
  #connection;
  #targetId;
  #sessions = new Set();
  #watchers = new Set();
  #loader;
  #frame;
  #stop;
  #requests = new Map();

  /** Dialogs that came up, `{ type, message }`; each is accepted, unless `acceptDialogs` is false. */
  dialogs = [];
  acceptDialogs = true;

  constructor(connection, targetId, sessionId, browser) {
    super(browser);
    this.#connection = connection;
    this.#targetId = targetId;
    this.sessionId = sessionId;
    this.#sessions.add(sessionId);
    this.#stop = connection.listen((method, params, session) => {
      if (this.#sessions.has(session)) this.#hear(method, params, session);
    });
  }

  static async attach(connection, targetId, browser, { serviceWorker = false } = {}) {
    const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(connection, targetId, sessionId, browser);
    await Promise.all([
      page.send('Page.enable'),
      page.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      page.send('Runtime.enable'),
      page.send('Log.enable'),
      page.send('Network.enable'),
      page.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    ]);
    if (!serviceWorker) await page.onNewDocument('delete Navigator.prototype.serviceWorker');
    const { frameTree } = await page.send('Page.getFrameTree');
    page.#frame = frameTree.frame.id;
    page.#loader = frameTree.frame.loaderId;
    return page;
  }

  trace(l) { this.#connection.listen((method, params) => l({ method, params })); }
  /** Calls a protocol method in this tab. */
  send(method, params) {
    return this.#connection.send(method, params, this.sessionId);
  }

  /** Loads `url`, and waits for the load event. */
  async goto(url, { timeout = 30_000 } = {}) {
    const old = this.#loader;
    const loaded = this.#nextLoad(old, timeout, url);
    const { errorText, loaderId } = await this.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    // Only the part after # changed: nothing is loaded.
    if (loaderId) await loaded;
  }

  /** Loads the page again; `ignoreCache` as with Shift. */
  async reload({ ignoreCache = false, timeout = 30_000 } = {}) {
    const loaded = this.#nextLoad(this.#loader, timeout, 'reload');
    await this.send('Page.reload', { ignoreCache });
    await loaded;
  }

  /** Runs an expression, or a function with JSON arguments, and resolves to its (awaited) JSON value. */
  async evaluate(code, ...args) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression: expression(code, args),
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails) {
      const thrown = exceptionDetails.exception;
      throw new Error(`in the page: ${thrown?.description ?? thrown?.value ?? exceptionDetails.text}`);
    }
    return result.value;
  }

  /** Runs `code` at the start of every document loaded from now on. */
  onNewDocument(code, ...args) {
    return this.send('Page.addScriptToEvaluateOnNewDocument', { source: expression(code, args) });
  }

  /** Brings the tab to the front, as a click on its title would. */
  async front() {
    if (this.browser.frontPage === this) return;
    await this.send('Page.bringToFront');
    this.browser.frontPage = this;
  }

  /** Closes the tab; runs its `beforeunload` handlers if asked. */
  async close({ beforeUnload = false } = {}) {
    if (beforeUnload) await this.send('Page.close');
    else await this.#connection.send('Target.closeTarget', { targetId: this.#targetId });
    if (this.browser.frontPage === this) this.browser.frontPage = undefined;
    this.#stop();
  }

  // Mouse, keyboard, IME and files: see input.mjs.
  click(selector, options) { return input.click(this, selector, options); }
  hover(selector, options) { return input.hover(this, selector, options); }
  type(text) { return input.type(this, text); }
  press(keys) { return input.press(this, keys); }
  imeSetComposition(text, start, end) { return input.imeSetComposition(this, text, start, end); }
  imeCommit(text) { return input.imeCommit(this, text); }
  setFileInputFiles(selector, files) { return input.setFileInputFiles(this, selector, files); }

  // Pictures, paper and the window: see capture.mjs.
  viewport(size) { return capture.viewport(this, size); }
  emulateMedia(features) { return capture.emulateMedia(this, features); }
  screenshot(path, options) { return capture.screenshot(this, path, options); }
  pdf(path, options) { return capture.pdf(this, path, options); }

  #nextLoad(old, timeout, what) {
    const loaded = new Promise((resolve, reject) => {
      const done = (settle, value) => {
        clearTimeout(timer);
        this.#watchers.delete(watch);
        settle(value);
      };
      const watch = ({ name, frameId, loaderId }) => {
        if (name === 'load' && frameId === this.#frame && loaderId !== old) done(resolve);
      };
      const timer = setTimeout(() => done(reject, new Error(`${what}: not loaded within ${timeout} ms`)), timeout);
      timer.unref();
      this.#watchers.add(watch);
    });
    const first = Promise.race([loaded, this.#connection.ended]);
    // Nobody waits for it when the navigation itself failed.
    first.catch(() => {});
    return first;
  }

  #hear(method, params, session) {
    switch (method) {
      case 'Runtime.consoleAPICalled':
        this.console.push({ type: params.type, text: params.args.map(said).join(' ') });
        break;
      case 'Runtime.exceptionThrown': {
        const { exception, text } = params.exceptionDetails;
        this.exceptions.push(exception?.description ?? `${text} ${exception?.value ?? ''}`);
        break;
      }
      case 'Log.entryAdded':
        this.console.push({ type: `log-${params.entry.level}`, text: `${params.entry.text} ${params.entry.url ?? ''}` });
        break;
      case 'Page.lifecycleEvent':
        for (const watch of [...this.#watchers]) watch(params);
        break;
      case 'Page.frameNavigated':
        if (!params.frame.parentId && session === this.sessionId) {
          this.#frame = params.frame.id;
          this.#loader = params.frame.loaderId;
        }
        break;
      case 'Page.javascriptDialogOpening':
        this.dialogs.push({ type: params.type, message: params.message });
        this.send('Page.handleJavaScriptDialog', { accept: this.acceptDialogs }).catch(() => {});
        break;
      case 'Target.attachedToTarget':
        this.#adopt(params.sessionId);
        break;
      case 'Target.detachedFromTarget':
        this.#sessions.delete(params.sessionId);
        break;
      default:
        if (method.startsWith('Network.')) this.#hearNetwork(method, params);
    }
  }

  #hearNetwork(method, { requestId, request, documentURL, type, response, encodedDataLength, errorText }) {
    if (method === 'Network.requestWillBeSent') {
      looked(request.url, documentURL);
      const entry = { url: request.url, method: request.method, type, status: 0, bytes: 0, failed: '' };
      this.requests.push(entry);
      this.#requests.set(requestId, entry);
      return;
    }
    const entry = this.#requests.get(requestId);
    if (!entry) return;
    if (method === 'Network.responseReceived') entry.status = response.status;
    if (method === 'Network.loadingFinished') entry.bytes = encodedDataLength;
    if (method === 'Network.loadingFailed') entry.failed = errorText;
  }

  // A worker or a frame of another process: listen to it, then let it run.
  #adopt(session) {
    this.#sessions.add(session);
    for (const method of ['Runtime.enable', 'Network.enable', 'Runtime.runIfWaitingForDebugger']) {
      this.#connection.send(method, {}, session).catch(() => {});
    }
  }
}

function said(value) {
  return String(value.value ?? value.unserializableValue ?? value.description ?? value.type);
}
