// The store goes away under an open sheet, or a newer program takes it over.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, alertText, checked, exportFile, fillHead, go, open, ready, saved, scratch, stored, tick } from './lib/sheet.mjs';

let server;
before(async () => { server = await serve(DIST); });
after(() => server.close());

/** A sheet that is filled, and another window of the same site. */
async function two(t, chosen) {
  const browser = await launch({ browser: chosen, profile: scratch() });
  t.after(() => browser.kill());
  const page = await open(browser, server.url + NEW);
  await fillHead(page, { name: '白杨镇石桥村党支部', unit_type: 'village' });
  await tick(page, 'A1', 'yes');
  const revision = await saved(page);
  return { browser, page, other: await open(browser, server.url), revision };
}

/** Asks something of IndexedDB; `blocked` where another window does not let go. */
const ask = (page, how, version) => page.evaluate((how, version) => new Promise((resolve, reject) => {
  const request = indexedDB[how]('yardstick', ...version === null ? [] : [version]);
  request.onsuccess = () => { window.held = request.result; resolve('done'); };
  request.onblocked = () => resolve('blocked');
  request.onerror = () => reject(request.error);
}), how, version ?? null);

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: the database is deleted by another window, and the sheet is stored anew`, async t => {
    const { page, other, revision } = await two(t, chosen);
    assert.equal(await ask(other, 'deleteDatabase'), 'done', 'the sheet does not hold it');
    await tick(page, 'A3', 'yes');
    await saved(page, { after: revision });
    assert.match(await alertText(page), /不见了，可能是被清除了/);
    await page.evaluate('localStorage.clear()');
    await page.reload();
    await ready(page, '#/fill');
    assert.deepEqual([await checked(page, 'A1', 'yes'), await checked(page, 'A3', 'yes')], [true, true]);
    assert.equal(await page.evaluate('document.querySelector("#unit-name").value'), '白杨镇石桥村党支部');
  });

  test(`Chromium ${chosen.name}: a newer program takes the database over; nothing is written, and what was saved is seen`, async t => {
    const { page, other } = await two(t, chosen);
    assert.equal(await ask(other, 'open', 3), 'done', 'the sheet does not hold it');
    await tick(page, 'A3', 'yes');
    await page.waitFor(() => document.body.dataset.saveState === 'failed');
    assert.match(await alertText(page), /已经换成新版本，这个旧窗口不能再保存/);
    assert.deepEqual([await checked(page, 'A1', 'yes'), await checked(page, 'A3', 'yes')], [true, true], 'it stays on the screen');
    await page.reload();
    await ready(page, '#/fill');
    assert.equal(await checked(page, 'A1', 'yes'), true);
    assert.equal(await other.evaluate('held.version'), 3);
  });
}

/** The store as the first version would have left it: lines without checksums, in a database of that version. */
const asFirstVersion = page => page.evaluate(async () => {
  const answered = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await answered(indexedDB.open('yardstick'));
  const [lines, names] = [[], ['heads', 'snapshots', 'journal', 'received']];
  for (const name of names) {
    const store = database.transaction(name).objectStore(name);
    const [keys, values] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
    keys.forEach((key, n) => { if (typeof values[n] === 'string') lines.push([name, key, values[n].slice(values[n].indexOf('{'))]); });
  }
  database.close();
  await answered(indexedDB.deleteDatabase('yardstick'));
  Object.keys(localStorage).filter(key => key !== 'yardstick.lang').forEach(key => localStorage.removeItem(key));
  const request = indexedDB.open('yardstick', 1);
  request.onupgradeneeded = () => names.forEach(name => request.result.createObjectStore(name));
  const first = await answered(request);
  const transaction = first.transaction(names, 'readwrite');
  for (const [name, key, line] of lines) transaction.objectStore(name).put(line, key);
  await new Promise(resolve => { transaction.oncomplete = resolve; });
  // It is held like that of a window that does not know of versions.
  window.held = first;
  return lines;
});

/** All of one object store, by key; and the version. */
const all = (page, name) => page.evaluate(name => new Promise(resolve => {
  indexedDB.open('yardstick').onsuccess = ({ target: { result: database } }) => {
    const [store, found] = [database.transaction(name).objectStore(name), {}];
    store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (cursor) { found[cursor.key] = cursor.value; cursor.continue(); }
      else { database.close(); resolve({ version: database.version, found }); }
    };
  };
}), name);

// The oldest and the newest: it is half a minute of waiting.
for (const chosen of new Set([list()[0], list().at(-1)])) {
  test(`Chromium ${chosen.name}: a store of the first version is taken over, once the window that holds it is closed`, async t => {
    const { browser, page, other } = await two(t, chosen);
    const hash = await page.evaluate('location.hash');
    const id = hash.split('=').pop();
    await page.close();
    // Without any of our code.
    await other.goto(`${server.url}sw.js`);
    const lines = await asFirstVersion(other);

    const isTold = () => document.querySelector('.alert')?.innerText.includes('还开着旧版本的标尺');
    const opened = await browser.newPage();
    for (const place of [hash, '#/']) {
      await opened.goto(server.url + place);
      await opened.reload();
      await opened.waitFor(isTold, { timeout: 15_000 });
      assert.equal(await opened.evaluate("document.body.innerText.includes('丢失')"), false, 'nothing is lost');
    }
    await go(opened, NEW);
    await fillHead(opened, { name: '白杨镇东岭村党支部', unit_type: 'village' });
    await opened.waitFor(isTold, { timeout: 15_000 });
    assert.equal(await opened.evaluate('document.body.dataset.saveState'), 'failed');
    await other.close();
    // What was filled meanwhile is saved as soon as it can be.
    await tick(opened, 'A1', 'no');
    await saved(opened);
    await opened.waitFor(() => location.hash.includes('record'));

    await go(opened, hash);
    await opened.waitFor(() => document.querySelector('#unit-name')?.value === '白杨镇石桥村党支部');
    assert.deepEqual([await checked(opened, 'A1', 'yes'), await alertText(opened)], [true, ''], 'without a word');
    let before;
    await opened.waitFor(() => document.body.dataset.saveState === 'saved');
    for (let round = 0; round < 100 && !before; round += 1) before = (await all(opened, 'before')).found[id];
    assert.deepEqual(JSON.parse(before).sort(), lines.map(([, , line]) => line).sort(), 'what it was is kept');
    const { version, found } = await all(opened, 'snapshots');
    assert.equal(version, 2);
    assert.match(found[`${id},1`], /^[0-9a-f]{16} [0-9a-f]{16} \d+ \{/, 'written as it is today');
    await tick(opened, 'A3', 'yes');
    await saved(opened);
    await opened.reload();
    await ready(opened, '#/fill');
    assert.deepEqual([await checked(opened, 'A1', 'yes'), await checked(opened, 'A3', 'yes')], [true, true]);
    assert.equal(JSON.stringify((await all(opened, 'before')).found), JSON.stringify({ [id]: before }), 'once');
    assert.deepEqual(opened.exceptions, []);
  });
}

// Run in the page before anything else: what every transaction that writes asks for.
const watch = () => {
  window.asked = [];
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (window.full && mode === 'readwrite') throw new DOMException('no room', 'QuotaExceededError');
    const made = transaction.call(this, names, mode, options);
    if (mode === 'readwrite') window.asked.push([options?.durability, made.durability ?? 'strict']);
    return made;
  };
};

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: every write is asked to be on the disk; what the roll-up could not store or has lost is told`, async t => {
    const browser = await launch({ browser: chosen, profile: scratch() });
    t.after(() => browser.kill());
    const page = await open(browser, server.url);
    await page.onNewDocument(watch);
    await page.reload();
    await ready(page, '#/');
    await go(page, NEW);
    await fillHead(page, { name: '白杨镇石桥村党支部', unit_type: 'village' });
    await tick(page, 'A1', 'yes');
    await saved(page);
    const file = await exportFile(page, await browser.downloads(scratch()));
    await go(page, '#/rollup');
    await page.setFileInputFiles('#drop-files', [file]);
    await page.waitForSelector('#commit');
    await page.evaluate(() => { window.full = true; });
    await page.click('#commit');
    await page.waitForSelector('[data-do="store-again"]');
    await page.evaluate(() => { window.full = false; });
    await page.click('[data-do="store-again"]');
    await page.waitFor(() => document.querySelector('[data-do="store-again"]') === null);
    await stored(page);
    const asked = await page.evaluate('window.asked');
    assert.ok(asked.length > 3);
    assert.deepEqual(asked.filter(([wanted, given]) => wanted !== 'strict' || given !== 'strict'), []);
    await page.reload();
    await ready(page, '#/rollup');
    assert.equal(await page.evaluate('document.querySelectorAll("tr[data-unit]").length'), 1);
    assert.equal(await alertText(page), '');

    const other = await open(browser, server.url);
    assert.equal(await ask(other, 'deleteDatabase'), 'done');
    await page.reload();
    await ready(page, '#/rollup');
    await page.waitFor(() => document.querySelector('.alert')?.innerText.includes('汇总收到的文件少了 1 份'));
  });
}
