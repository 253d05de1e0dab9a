// What a tab can do in every browser, whatever the protocol. Chromium's is in page.mjs, Firefox's in
// firefox.mjs, WebKit's in webkit.mjs. Each has `goto`, `reload`, `evaluate`, `onNewDocument`, `front`,
// `click`, `type`, `press` and `setFileInputFiles`; the rest is made of these.

import * as input from './input.mjs';
import { wait, within } from './time.mjs';

/** A tab of some browser. */
export class Tab {
  /** Everything on the console: `{ type, text }`; browser messages (CSP, network) have type `log-error` and so on. */
  console = [];
  /** Exceptions nobody caught, as text. */
  exceptions = [];
  /** Every request, workers included: `{ url, method, type, status, bytes, failed }`; Firefox and WebKit tell the address only. */
  requests = [];

  constructor(browser) {
    this.browser = browser;
  }

  /** Evaluates `code` until it is truthy and resolves to that value. Says what was seen if that takes too long. */
  async waitFor(code, { timeout = 10_000, args = [], message = '' } = {}) {
    const end = Date.now() + timeout;
    let last;
    for (;;) {
      try {
        const hung = () => { throw new Error('the page does not answer'); };
        const value = await within(Math.max(end - Date.now(), 100), this.evaluate(code, ...args), hung);
        if (value) return value;
        last = `last value: ${JSON.stringify(value)}`;
      } catch (error) {
        if (/the browser (has ended|closed)/.test(error.message)) throw error;
        last = `last error: ${error.message}`;
      }
      if (Date.now() > end) break;
      await wait(40);
    }
    const wanted = message || String(code).slice(0, 300);
    throw new Error(`waited ${timeout} ms for ${wanted}\n${last}\n${await this.describe()}`);
  }

  /** Waits until an element matches `selector` (and holds `text`) and has a size. */
  waitForSelector(selector, options = {}) {
    return input.waitForSelector(this, selector, options);
  }

  /** The address, the visible text and the last messages, for error reports. */
  async describe() {
    const look = this.evaluate(() => `${location.href}\n${(document.body?.innerText ?? '').slice(0, 1200)}`);
    const seen = await within(2000, look.catch(error => error.message), () => '(it does not answer)');
    const said = [...this.exceptions, ...this.console.map(({ type, text }) => `${type}: ${text}`)].slice(-10);
    return `--- page (${this.browser.version})\n${seen}\n--- console\n${said.join('\n') || '(silent)'}`;
  }

  typeKeys(text) { return input.typeKeys(this, text); }
  fill(selector, text, options) { return input.fill(this, selector, text, options); }
}

/** A function with JSON arguments as an expression; an expression as it is. */
export function expression(code, args) {
  return typeof code === 'function' ? `(${code})(...${JSON.stringify(args)})` : code;
}
