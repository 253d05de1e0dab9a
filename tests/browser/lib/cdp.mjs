// Starting, stopping and killing a Chromium, from 86 to the current one.
//
//   const browser = await launch({ browser: list()[0] });
//   const page = await browser.newPage(server.url);
//   ...
//   await browser.close();

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { browser as named } from './browsers.mjs';
import { fence, quiet } from './canary.mjs';
import { connect } from './connection.mjs';
import { Downloads } from './downloads.mjs';
import { Page } from './page.mjs';
import { end, tree } from './processes.mjs';
import { wait, within } from './time.mjs';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic',
  '--no-first-run', '--no-default-browser-check', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-extensions', '--mute-audio',
  '--password-store=basic', '--disable-features=Translate,MediaRouter,OptimizationHints',
  // A page behind another one keeps its timers, so that tests of two tabs do not crawl.
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows', '--remote-debugging-port=0',
];

const running = new Set();
process.on('exit', () => {
  for (const browser of running) browser.killNow();
});
// A signal would end Node without an exit event, and leave the browsers behind.
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
  process.once(signal, () => process.exit(code));
}

/**
 * Starts a browser and resolves to a `Browser`.
 *
 * `browser` is an entry of `list()` or a name (`'86'`); `profile` is a folder to
 * use again in a later launch (left alone when the browser ends), otherwise a
 * temporary one is made and removed; `hosts` are other names of this machine; `extraArgs` go to the command line
 * as they are.
 */
export async function launch({ browser = 'current', profile, hosts = [], extraArgs = [], timeout = 30_000 } = {}) {
  const { name, path, env } = typeof browser === 'string' ? named(browser) : browser;
  const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'));
  const folder = profile ?? join(scratch, 'profile');
  mkdirSync(folder, { recursive: true });
  const child = spawn(path, [...FLAGS, await fence(hosts), `--user-data-dir=${folder}`, ...extraArgs, 'about:blank'], {
    // A killed browser does not tidy its temporary files.
    env: { ...process.env, ...env, TMPDIR: scratch },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const started = new Browser(name, child, folder, scratch);
  running.add(started);
  try {
    await started.begin(timeout);
  } catch (error) {
    await started.kill();
    throw error;
  }
  return started;
}

/** A running browser; made by `launch`. */
export class Browser {
  #child;
  #scratch;
  #exited;
  #connection;
  #noise = '';

  constructor(name, child, profile, scratch) {
    this.name = name;
    this.profile = profile;
    /** Every page opened with `newPage`, closed ones included. */
    this.pages = [];
    this.#child = child;
    this.#scratch = scratch;
    this.#exited = new Promise(resolve => {
      child.once('exit', resolve);
      child.once('error', error => {
        this.#noise += error.message;
        resolve();
      });
    });
  }

  /** Waits for the address on standard error, then connects. `launch` calls it. */
  async begin(timeout) {
    let timer;
    const address = new Promise((resolve, reject) => {
      this.#child.stderr?.setEncoding('utf8').on('data', text => {
        this.#noise = (this.#noise + text).slice(-4000);
        const found = /DevTools listening on (ws:\S+)/.exec(this.#noise);
        if (found) resolve(found[1]);
      });
      const fail = why => reject(new Error(`Chromium ${this.name} ${why}:\n${this.#noise}`));
      this.#exited.then(() => fail('ended before it could be used'));
      timer = setTimeout(() => fail(`did not start within ${timeout} ms`), timeout);
    });
    try {
      this.#connection = await connect(await address);
    } finally {
      clearTimeout(timer);
    }
    this.#exited.then(() => this.#connection.fail(new Error('the browser has ended')));
    this.version = (await this.send('Browser.getVersion')).product;
    /** The major version as a number. */
    this.major = Number(/\/(\d+)/.exec(this.version)[1]);
  }

  /** Calls a protocol method of the browser itself. */
  send(method, params) {
    return this.#connection.send(method, params);
  }

  /**
   * Opens a tab; loads `url` and waits for its load event unless it is left out. With `serviceWorker` the page may keep
   * itself for days without a network, which most tests have no use for.
   */
  async newPage(url, options) {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const page = await Page.attach(this.#connection, targetId, this, options);
    this.pages.push(page);
    if (url) await page.goto(url, options);
    return page;
  }

  /** Lets the page save files into `folder`, by default one that goes with the browser; resolves to a `Downloads`. */
  async downloads(folder = mkdtempSync(join(this.#scratch, 'downloads-'))) {
    mkdirSync(folder, { recursive: true });
    await this.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    return new Downloads(folder);
  }

  /** Ends the browser as a user would; by force if that takes longer than `timeout`. */
  async close({ timeout = 8000 } = {}) {
    await within(timeout, this.send('Browser.close').catch(() => {}));
    await within(timeout, this.#exited);
    // The helpers end by themselves once they have written what they hold.
    for (let round = 0; round < 50 && tree(this.#child.pid, this.profile).length > 0; round += 1) await wait(20);
    await this.kill();
  }

  /** Ends every process of this browser at once, as a crash or the power key would. */
  async kill(signal = 'SIGKILL') {
    const gone = this.killNow(signal);
    await within(2000, this.#exited);
    if (!gone) throw new Error(`Chromium ${this.name}: a process outlived ${signal}`);
    quiet();
  }

  /** `kill` without waiting for Node to notice; for exit handlers. */
  killNow(signal = 'SIGKILL') {
    const gone = this.#child.pid === undefined || end(this.#child.pid, this.profile, signal);
    running.delete(this);
    this.#connection?.close();
    rmSync(this.#scratch, { recursive: true, force: true, maxRetries: 5 });
    return gone;
  }
}
