// Everything of this machine: a backup, clearing, the way back; and a page that has stopped.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { readCase } from './lib/cases.mjs';
import { NEW, checked, fillByEvents, go, open, ready, saved, scratch, tick } from './lib/sheet.mjs';
import { stage } from './lib/stage.mjs';

const folder = scratch();
const here = stage();

async function at(t, hash, options) {
  const page = await open(here.browser, here.server.url + hash, options);
  t.after(() => page.close());
  return page;
}

const download = async (page, css) => (await here.browser.downloads(join(folder, css.replace(/\W/g, '')))).wait(() => page.click(css));
const text = page => page.evaluate('document.querySelector("main").innerText');
const clear = async page => {
  await go(page, '#/machine');
  await page.click('[data-do="clear"]');
  assert.equal(await page.evaluate('document.querySelector("[data-do=clear-yes]").disabled'), true, 'no file has what is here');
  await page.click('[data-do="given-up"]');
  await page.click('[data-do="clear-yes"]:not([disabled])');
  await page.waitFor(() => document.querySelector('.alert')?.innerText.includes('本机已清除'));
};

/** Brings back what a file holds, and opens a record of it. */
async function restore(page, file, hash) {
  await go(page, '#/machine');
  await page.setFileInputFiles('#restore-file', file);
  await page.waitFor(() => document.querySelector('[data-fate="new"]'));
  await download(page, '[data-do="restore"]');
  await page.waitFor(() => document.querySelector('.alert[data-tone="success"]'));
  await go(page, hash);
  await ready(page, '#/fill');
}

test('a backup is taken, the machine cleared, the backup looked at and brought back', async t => {
  const page = await at(t, NEW);
  await fillByEvents(page, readCase('sixteen', '03'));
  const hash = await page.evaluate('location.hash');
  await go(page, '#/machine');
  assert.match(await text(page), /本机保存了 1 份填报，其中 1 份有没导出的内容/);
  assert.doesNotMatch(await text(page), /直接打开文件/, 'this one came from a site');
  const file = await download(page, '[data-do="backup"]');
  await clear(page);
  assert.deepEqual(await page.evaluate('Object.keys(localStorage).filter(key => /tail|mark|mirror/.test(key))'), []);
  await go(page, '#/');
  assert.equal(await page.evaluate('document.querySelector("[data-record]")'), null);
  await restore(page, file, hash);
  assert.equal(await page.evaluate('document.querySelector("#unit-name").value'), readCase('sixteen', '03').unit.name);
});

// Run in the page before anything else: what the module gives out is kept for `stop`.
const watch = () => {
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      window.given = made.instance.exports;
      return made;
    };
  }
};

// WebAssembly stops where nobody catches it, as it does after a fault.
const stop = () => {
  // One that takes an address and a length: there is nothing at the end of the address space.
  const one = Object.values(window.given).find(one => one.length >= 3);
  setTimeout(() => one(-1, -1, -1, -1));
};

test('until the browser has kept a record over a night, a file is asked for', async t => {
  const reminder = page => page.evaluate(() => document.querySelector('[data-unproven]')?.innerText ?? '');
  const tomorrow = { now: new Date(Date.now() + 13 * 3600 * 1000).toISOString() };
  const page = await at(t, NEW);
  assert.match(await reminder(page), /头一天/);
  await tick(page, 'A1', 'yes');
  await saved(page);
  const hash = await page.evaluate('location.hash');
  await page.reload();
  await ready(page, hash);
  assert.match(await reminder(page), /头一天/, 'it was a moment ago');
  await download(page, '#export');
  await page.waitFor(() => !document.querySelector('[data-unproven]'));
  assert.match(await reminder(await at(t, NEW)), /头一天/);
  assert.equal(await reminder(await at(t, NEW, tomorrow)), '');
});

test('a page that has stopped shows what is saved, gives it out, and the file comes back', async t => {
  const page = await at(t, '#/');
  await page.onNewDocument(watch);
  await page.reload();
  await go(page, NEW);
  await fillByEvents(page, readCase('sixteen', '04'));
  const revision = await saved(page);
  const hash = await page.evaluate('location.hash');
  await page.evaluate(stop);
  const panel = await page.waitFor(() => !document.querySelector('#floor').hidden && document.querySelector('#floor a[href^="blob:"]') && document.querySelector('#floor').innerText);
  assert.match(panel, /页面停下了，已保存的内容还在/);
  assert.ok(panel.includes(readCase('sixteen', '04').unit.name), panel);
  assert.ok(panel.includes(`第 ${revision} 次修改`), panel);
  assert.equal(await page.evaluate('document.body.dataset.saveState'), 'failed');
  assert.equal(await page.evaluate('document.querySelector("#app input[type=radio]").disabled'), true);
  const file = await download(page, '#floor a');
  assert.equal(readFileSync(file, 'utf8').split('\n')[0], '["yardstick","stored","1"]');
  await page.reload();
  await ready(page, '#/fill');
  await clear(page);
  await restore(page, file, hash);
  assert.equal(await checked(page, 'A1', 'no'), true);
  await tick(page, 'A1', 'yes');
  await saved(page, { after: revision });
});

test('what WebAssembly calls may throw: the page stops and says so', async t => {
  const page = await at(t, NEW);
  await tick(page, 'A1', 'yes');
  await saved(page);
  await page.evaluate(() => {
    const { createElement } = Document.prototype;
    Document.prototype.createElement = () => {
      Document.prototype.createElement = createElement;
      throw new TypeError('no element');
    };
  });
  // What is opened has to be made.
  await page.click('[data-item="B1"] .item__more');
  await page.waitFor(() => !document.querySelector('#floor').hidden && document.querySelector('#floor').innerText.includes('页面停下了'));
});

test('a page that cannot start says so, and shows what is saved', async t => {
  const page = await at(t, NEW);
  await fillByEvents(page, readCase('sixteen', '05'));
  await page.onNewDocument(() => { WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new Error('too old')); });
  await page.reload();
  const panel = await page.waitFor(() => document.querySelector('#floor a[href^="blob:"]') && document.querySelector('#floor').innerText);
  assert.ok(panel.includes(readCase('sixteen', '05').unit.name), panel);
});

// Run in the page: every value of the store; before that, a record becomes one of a newer program.
const values = async newer => {
  const answered = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await answered(indexedDB.open('yardstick'));
  const stores = [...database.objectStoreNames];
  const transaction = database.transaction(stores, 'readwrite');
  const bare = line => line.slice(line.indexOf('{'));
  if (newer) {
    const [heads, snapshots] = ['heads', 'snapshots'].map(name => transaction.objectStore(name));
    const [head, file] = await Promise.all([heads.get(newer), snapshots.get(newer)].map(answered));
    heads.put(bare(head), newer);
    snapshots.put(bare(file).replace(/"version": ?1/, '"version":9'), newer);
    transaction.objectStore('journal').clear();
    localStorage.clear();
  }
  const all = await Promise.all(stores.map(async name => {
    const store = transaction.objectStore(name);
    const [keys, lines] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
    return keys.map((key, n) => [name, key, lines[n]]);
  }));
  database.close();
  return all.flat();
};

test('what a newer program has stored is not touched, and is given out as it is', async t => {
  const page = await at(t, NEW);
  await fillByEvents(page, readCase('sixteen', '06'));
  const hash = await page.evaluate('location.hash');
  await go(page, '#/');
  const stored = await page.evaluate(values, hash.split('=')[1]);
  await go(page, hash);
  await page.reload();
  await page.waitFor(() => document.querySelector('.alert')?.innerText.includes('请换用最新的标尺打开'));
  const file = await download(page, '[data-do="lines"]');
  const lines = readFileSync(file, 'utf8').split('\n').map(line => JSON.parse(line));
  assert.deepEqual(lines.filter(([store]) => store !== 'beside'), [['yardstick', 'stored', '1'], ...stored]);
  assert.deepEqual(await page.evaluate(values), stored);
});
