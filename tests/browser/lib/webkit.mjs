// Starting, driving and killing a WebKitGTK over classic WebDriver, on a screen that nobody sees.
// webkit.py is the browser: MiniBrowser keeps nothing on disk when it is driven.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chord, clickAt, typing } from './actions.mjs';
import { Downloads } from './downloads.mjs';
import { target } from './input.mjs';
import { Program } from './program.mjs';
import { Tab, expression } from './tab.mjs';
import { wait } from './time.mjs';

const BROWSER = join(dirname(fileURLToPath(import.meta.url)), 'webkit.py');
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Whether webkit.py can run: Debian's Python, and WebKit for it. */
export function ready() {
  const needed = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')";
  return spawnSync('/usr/bin/python3', ['-c', needed]).status === 0;
}

let screen;

// One for all browsers of this process.
function display() {
  screen ??= (async () => {
    const program = new Program();
    const args = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
    const [number] = await program.start('Xvfb', args, { pattern: /^\d+$/m });
    program.unref();
    return `:${number}`;
  })();
  return screen;
}

function freePort() {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts it; `alias` is a host whose pages the server at `alias.port` of this machine answers, as a proxy. */
export async function launch({ path, profile, alias }) {
  const program = new Program(profile);
  const downloads = join(program.scratch, 'downloads');
  const told = { profile: program.profile, downloads, proxy: alias && `http://127.0.0.1:${alias.port}` };
  const port = await freePort();
  const env = { DISPLAY: await display(), GDK_BACKEND: 'x11', YARDSTICK_WEBKIT: JSON.stringify(told), NO_AT_BRIDGE: '1' };
  const browser = new WebKit(program, `http://127.0.0.1:${port}`, downloads);
  try {
    // The driver says nothing when it is ready: it is asked.
    const started = program.start(path, [`--port=${port}`], { env, pattern: /(?!)/, timeout: 1 << 30 });
    await Promise.race([started, browser.begin()]);
  } catch (error) {
    await program.kill();
    throw error;
  }
  return browser;
}

class WebKit {
  #program;
  #address;
  #downloads;
  #session = '';
  #ended;

  constructor(program, address, downloads) {
    this.#program = program;
    this.#address = address;
    this.#downloads = downloads;
    this.pages = [];
  }

  /** Waits for the driver, and has it start the browser. `launch` calls it. */
  async begin() {
    const end = Date.now() + 30_000;
    for (let ready = false; !ready;) {
      ready = await this.send('GET', '/status').then(({ ready }) => ready, () => false);
      if (Date.now() > end) throw new Error('WebKitWebDriver did not start');
      if (!ready) await wait(50);
    }
    const { sessionId, capabilities } = await this.send('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: BROWSER, args: [] }, unhandledPromptBehavior: 'accept' } },
    }, { timeout: 30_000 });
    this.#session = `/session/${sessionId}`;
    this.version = `WebKitGTK/${capabilities.browserVersion}`;
    this.#program.exited.then(() => { this.#ended = true; });
  }

  /** Calls the driver. */
  async send(method, path, body, { timeout = 60_000 } = {}) {
    if (this.#ended) throw new Error(`${path}: the browser has ended`);
    const answer = await fetch(this.#address + this.#session + path, {
      method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(timeout),
    }).catch(error => { throw new Error(`${path}: ${this.#ended ? 'the browser has ended' : error.message}`); });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** The one tab it has. */
  async newPage(url) {
    const page = new WebKitPage(this, this.#program);
    this.pages.push(page);
    if (url) await page.goto(url);
    return page;
  }

  /** As a Chromium's. The browser keeps saving into the folder it was told at its start, which leads there. */
  async downloads(folder = mkdtempSync(join(this.#program.scratch, 'downloads-'))) {
    mkdirSync(folder, { recursive: true });
    rmSync(this.#downloads, { force: true });
    symlinkSync(folder, this.#downloads);
    return new Downloads(folder);
  }

  async close() {
    await this.send('DELETE', '').catch(() => {});
    await this.kill();
  }

  async kill(signal) {
    this.#ended = true;
    await this.#program.kill(signal);
  }
}

class WebKitPage extends Tab {
  #scripts = [];

  constructor(browser, program) {
    super(browser);
    program.listen(line => this.#hear(line));
  }

  send(path, body = {}) {
    return this.browser.send('POST', path, body);
  }

  async goto(url) {
    await this.send('/url', { url });
    if (this.#scripts.length === 0) return;
    // Classic WebDriver has nothing that runs first: what it leaves behind is there from the second load on.
    for (const script of this.#scripts) await this.evaluate(script);
    await this.reload();
  }

  reload() {
    return this.send('/refresh');
  }

  async evaluate(code, ...args) {
    const script = `const done = arguments[0];
      (async () => ({ value: await (${expression(code, args)}) }))()
        .catch(error => ({ error: String(error && error.stack ? error + '\\n' + error.stack : error) }))
        .then(answer => done(JSON.stringify(answer)));`;
    const answer = JSON.parse(await this.send('/execute/async', { script, args: [] }));
    if (answer.error) throw new Error(`in the page: ${answer.error}`);
    return answer.value;
  }

  async onNewDocument(code, ...args) {
    this.#scripts.push(expression(code, args));
  }

  async front() {}

  async click(css, options) {
    await this.send('/actions', { actions: clickAt(await target(this, css, options)) });
  }

  type(text) {
    return this.send('/actions', { actions: typing(text) });
  }

  press(keys) {
    return this.send('/actions', { actions: chord(keys) });
  }

  async setFileInputFiles(css, files) {
    const { [ELEMENT]: id } = await this.send('/element', { using: 'css selector', value: css });
    await this.send(`/element/${id}/value`, { text: [files].flat().map(file => resolve(file)).join('\n') });
  }

  // webkit.py prints requests; WebKit itself prints what is said on the console.
  #hear(line) {
    const asked = /^REQUEST (\S+)/.exec(line);
    if (asked) this.requests.push({ url: asked[1] });
    const said = /^CONSOLE (?:\S+ )?(ERROR|WARN|LOG|INFO|DEBUG) (.*)/.exec(line);
    // It does not know this part of the policy, and says so; nothing is lost by that.
    if (said && !said[2].includes("directive 'manifest-src'")) this.console.push({ type: { ERROR: 'error', WARN: 'warning' }[said[1]] ?? 'log', text: said[2] });
  }
}
