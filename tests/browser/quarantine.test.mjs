// Files that cannot be used are kept as they came: through a kill, until somebody puts them away.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { readCase } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, exportFile, fillByEvents, open, scratch, stored } from './lib/sheet.mjs';

const folder = scratch();
let server;
before(async () => { server = await serve(DIST); });
after(() => server.close());

const rows = page => page.evaluate(() => [...document.querySelectorAll('tr[data-verdict]')]
  .map(row => [row.dataset.verdict, row.querySelector('.staging__name bdi').innerText, row.querySelector('.staging__back') !== null]));
/** Waits until everything that was asked of the store of such files is done: the next one is behind it. */
const kept = page => page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.open('yardstick-quarantine');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction('files', 'readwrite').objectStore('files').getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result.map(([name]) => name).sort()); };
  };
}));

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: what cannot be used is there after a kill, is handed out as it came, and goes when it is put away`, async t => {
    const profile = scratch();
    const lives = async () => {
      const browser = await launch({ browser: chosen, profile });
      t.after(() => browser.kill());
      return browser;
    };
    let browser = await lives();
    let page = await open(browser, server.url + NEW);
    await fillByEvents(page, readCase('sixteen', '03'));
    const good = await exportFile(page, await browser.downloads(join(folder, `good ${chosen.name}`)));
    const put = (name, contents) => {
      writeFileSync(join(folder, name), contents);
      return join(folder, name);
    };
    const text = readFileSync(good, 'utf8');
    // As another program saves it, and cut off.
    const cut = Buffer.from(`\ufeff${text.slice(0, text.length / 2)}`, 'utf16le');
    const bad = [put('断.json', cut), put('改.json', text.replace(readCase('sixteen', '03').unit.name, '别的党支部')), put('名单.csv', '姓名,电话\r\n')];
    page = await open(browser, `${server.url}#/rollup`);
    await page.setFileInputFiles('#drop-files', [good, ...bad]);
    await page.waitForSelector('#commit');
    const waiting = [['damaged', '断.json', true], ['damaged', '改.json', true]];
    assert.deepEqual((await rows(page)).slice(1), [...waiting, ['unknown', '名单.csv', false]]);
    await page.click('#commit');
    await page.waitForSelector('tr[data-unit]');
    await stored(page);
    assert.deepEqual(await kept(page), ['改.json', '断.json'].sort());
    assert.match(await page.evaluate('document.querySelector("#refused").innerText'), /有 3 个文件不能用.*其中 2 个的原文件/s);
    await browser.kill();

    browser = await lives();
    page = await open(browser, `${server.url}#/rollup`);
    await page.waitForSelector('tr[data-verdict]');
    assert.deepEqual((await rows(page)).sort(), waiting.sort(), 'what another program wrote is not kept');
    assert.equal(await page.evaluate('document.querySelectorAll("tr[data-unit]").length'), 1);
    const saver = await browser.downloads(join(folder, `back ${chosen.name}`));
    const back = await saver.wait(() => page.evaluate(() => [...document.querySelectorAll('.staging__back')]
      .find(button => button.getAttribute('aria-label').includes('断.json')).click()));
    assert.deepEqual(readFileSync(back), cut);
    // The one that was changed counts when it is let in by name, and is marked.
    await page.click('.staging__let-in[aria-label*="改.json"]');
    await page.waitFor(() => document.querySelector('tr[data-verdict="conflict"] .staging__reason')?.innerText.includes('照样收下'));
    assert.equal(await page.evaluate(() => document.querySelector('.staging__let-in')), null, 'nothing else may be let in');
    await page.click('#discard');
    await page.waitFor(() => !document.querySelector('tr[data-verdict]'));
    assert.deepEqual(await kept(page), []);
  });
}
