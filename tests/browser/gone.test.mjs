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
  return { page, other: await open(browser, server.url), revision };
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
    assert.equal(await ask(other, 'open', 2), 'done', 'the sheet does not hold it');
    await tick(page, 'A3', 'yes');
    await page.waitFor(() => document.body.dataset.saveState === 'failed');
    assert.match(await alertText(page), /已经换成新版本，这个旧窗口不能再保存/);
    assert.deepEqual([await checked(page, 'A1', 'yes'), await checked(page, 'A3', 'yes')], [true, true], 'it stays on the screen');
    await page.reload();
    await ready(page, '#/fill');
    assert.equal(await checked(page, 'A1', 'yes'), true);
    assert.equal(await other.evaluate('held.version'), 2);
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
