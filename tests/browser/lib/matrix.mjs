// Every browser the page is tried in, and every way it is opened.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { executable, old, today } from './browsers.mjs';
import { DIST } from './cases.mjs';
import * as chromium from './cdp.mjs';
import * as firefox from './firefox.mjs';
import { serve } from './server.mjs';
import * as webkit from './webkit.mjs';

const command = name => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name)).find(executable);

// Chromium 86 knows the older word for the same permission only.
const OLDER_WORD = /Content Security Policy.*'wasm-unsafe-eval'|'wasm-unsafe-eval'.*Content Security Policy/s;

function chromiumRow(browser, but) {
  const start = ({ profile, alias }) => {
    const extraArgs = alias ? [`--host-resolver-rules=MAP ${alias.host} 127.0.0.1`] : [];
    return chromium.launch({ browser, profile, extraArgs });
  };
  const missing = executable(browser.path) ? '' : `there is no Chromium ${browser.name}`;
  return { name: `Chromium ${browser.name}`, missing, start, but };
}

function firefoxRow() {
  const path = process.env.FIREFOX || command('firefox-esr') || command('firefox');
  return { name: 'Firefox ESR', missing: path ? '' : 'there is no firefox-esr', start: told => firefox.launch({ path, ...told }) };
}

function webkitRow() {
  const path = command('WebKitWebDriver');
  const lacking = [
    [path, 'webkit2gtk-driver'], [command('Xvfb'), 'xvfb'], [webkit.ready(), 'python3-gi and gir1.2-webkit2-4.1'],
  ].filter(([there]) => !there).map(([, name]) => name);
  return { name: 'WebKitGTK', missing: lacking.length > 0 ? `there is no ${lacking.join(', ')}` : '', start: told => webkit.launch({ path, ...told }) };
}

/** The browsers, oldest first: `{ name, missing, start({ profile, alias }), but }`; `but` is what one may log. */
export const ROWS = [
  chromiumRow(old('86'), OLDER_WORD), chromiumRow(old('92'), OLDER_WORD), chromiumRow(old('109')), chromiumRow(today()), firefoxRow(), webkitRow(),
];

const ALIAS = 'intranet.example';
const FILE = join(DIST, 'yardstick.html');

async function served(prefix, host) {
  const { url, origin, port, close } = await serve(DIST, { prefix });
  const named = address => (host ? address.replace('127.0.0.1', host) : address);
  return { url: named(url), origin: named(origin), close, alias: host && { host, port } };
}

/** The ways to open it: `{ name, missing, open() }`, which resolves to `{ url, origin, alias, close() }`. */
export const COLUMNS = [
  { name: '127.0.0.1', open: () => served('/') },
  { name: 'plain http', open: () => served('/', ALIAS) },
  { name: 'sub-path', open: () => served('/a/b/') },
  {
    name: 'file',
    missing: existsSync(FILE) ? '' : 'dist/yardstick.html is not built',
    open: async () => ({ url: pathToFileURL(FILE).href, origin: 'file://', close: async () => {} }),
  },
];
