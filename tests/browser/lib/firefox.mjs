// Starting, driving and killing a Firefox over WebDriver BiDi; nothing but the browser itself is needed.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { chord, clickAt, typing } from './actions.mjs';
import { connect } from './connection.mjs';
import { Downloads } from './downloads.mjs';
import { target } from './input.mjs';
import { Program } from './program.mjs';
import { Tab, expression } from './tab.mjs';
import { within } from './time.mjs';

const PREFERENCES = {
  // The recommended ones would relax what a page opened from a folder may do.
  'remote.prefs.recommended': false,
  // A killed browser must neither offer to go on nor start in safe mode.
  'browser.sessionstore.resume_from_crash': false,
  'toolkit.startup.max_resumed_crashes': -1,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.disabledForTesting': true,
  'app.normandy.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'extensions.update.enabled': false,
  'browser.download.alwaysOpenPanel': false,
  // The only recommended one that is needed: files are given to a page by its own process.
  'dom.file.createInChild': true,
};

/** Starts it; `alias` is the name of a host that leads to this machine. */
export async function launch({ path, profile, alias }) {
  const program = new Program(profile);
  const preferences = { ...PREFERENCES, 'network.dns.localDomains': alias?.host ?? '' };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(program.profile, 'user.js'), lines.join(''));
  try {
    const args = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', program.profile, 'about:blank'];
    const [, address] = await program.start(path, args, { pattern: /WebDriver BiDi listening on (ws:\S+)/ });
    const connection = await connect(`${address}/session`);
    program.exited.then(() => connection.fail(new Error('the browser has ended')));
    const { capabilities } = await connection.send('session.new', {
      capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: 'accept' } } },
    });
    await connection.send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
    return new Firefox(program, connection, `Firefox/${capabilities.browserVersion}`);
  } catch (error) {
    await program.kill();
    throw error;
  }
}

class Firefox {
  #program;
  #connection;

  constructor(program, connection, version) {
    this.#program = program;
    this.#connection = connection;
    this.version = version;
    this.pages = [];
  }

  send(method, params) {
    return this.#connection.send(method, params);
  }

  async newPage(url) {
    const { context } = await this.send('browsingContext.create', { type: 'tab' });
    const page = new FirefoxPage(this, this.#connection, context);
    this.pages.push(page);
    if (url) await page.goto(url);
    return page;
  }

  async downloads(folder = mkdtempSync(join(this.#program.scratch, 'downloads-'))) {
    mkdirSync(folder, { recursive: true });
    await this.send('browser.setDownloadBehavior', { downloadBehavior: { type: 'allowed', destinationFolder: folder } });
    return new Downloads(folder);
  }

  async close() {
    await within(8000, this.send('browser.close').catch(() => {}));
    await this.#program.finish(8000);
  }

  async kill(signal) {
    await this.#program.kill(signal);
    this.#connection.close();
  }
}

class FirefoxPage extends Tab {
  #context;

  constructor(browser, connection, context) {
    super(browser);
    this.#context = context;
    connection.listen((method, params) => this.#hear(method, params));
  }

  /** Calls a protocol method about this tab. */
  send(method, params) {
    return this.browser.send(method, { context: this.#context, ...params });
  }

  goto(url) {
    return this.send('browsingContext.navigate', { url, wait: 'complete' });
  }

  reload() {
    return this.send('browsingContext.reload', { wait: 'complete' });
  }

  async evaluate(code, ...args) {
    const answer = await this.browser.send('script.evaluate', {
      expression: `(async () => JSON.stringify({ value: await (${expression(code, args)}) }))()`,
      target: { context: this.#context },
      awaitPromise: true,
      userActivation: true,
    });
    if (answer.type === 'exception') throw new Error(`in the page: ${answer.exceptionDetails.text}`);
    return JSON.parse(answer.result.value).value;
  }

  onNewDocument(code, ...args) {
    // An empty page has no origin and no store.
    const functionDeclaration = `() => { if (self.origin !== 'null' || location.protocol === 'file:') ${expression(code, args)}; }`;
    return this.browser.send('script.addPreloadScript', { functionDeclaration, contexts: [this.#context] });
  }

  async front() {
    if (this.browser.frontPage === this) return;
    await this.send('browsingContext.activate');
    this.browser.frontPage = this;
  }

  async click(css, options) {
    await this.#perform(clickAt(await target(this, css, options)));
  }

  type(text) {
    return this.#perform(typing(text));
  }

  press(keys) {
    return this.#perform(chord(keys));
  }

  async setFileInputFiles(css, files) {
    const { nodes } = await this.send('browsingContext.locateNodes', { locator: { type: 'css', value: css } });
    if (nodes.length === 0) throw new Error(`no file input matches ${css}\n${await this.describe()}`);
    await this.send('input.setFiles', { element: { sharedId: nodes[0].sharedId }, files: [files].flat().map(file => resolve(file)) });
  }

  close() {
    return this.send('browsingContext.close');
  }

  async #perform(actions) {
    await this.front();
    await this.send('input.performActions', { actions });
  }

  #hear(method, params) {
    if ((params.context ?? params.source?.context) !== this.#context) return;
    if (method === 'network.beforeRequestSent') this.requests.push({ url: params.request.url });
    if (method !== 'log.entryAdded') return;
    const where = (params.stackTrace?.callFrames ?? []).map(({ functionName, url, lineNumber }) => ` at ${functionName} ${url}:${lineNumber}`);
    if (params.type === 'javascript' && params.level === 'error') this.exceptions.push(params.text + where.join(''));
    else this.console.push({ type: params.level === 'warn' ? 'warning' : params.level, text: params.text });
  }
}
