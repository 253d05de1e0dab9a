// A browser that is killed while a heap of files is stored: what counts and what is missed are together all of it, and
// the same heap once more makes it whole.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { readCase } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { standard, submission } from './lib/infect.mjs';
import { serve } from './lib/server.mjs';
import { DIST, open, scratch } from './lib/sheet.mjs';

const ALL = 120;
const folder = scratch();
let server;
let files;

before(async () => {
  server = await serve(DIST);
  const branch = readCase('strong_branch', '77-mix-of-everything');
  const filled = { ...branch, unit: { unit_type: 'village' }, period: '2026' };
  const sheet = standard('strong_branch', '');
  files = Array.from({ length: ALL }, (_, n) => {
    const file = join(folder, `${n}.json`);
    writeFileSync(file, submission(`unit-${String(n).padStart(3, '0')}`, sheet, filled, '支部'));
    return file;
  });
});
after(() => server.close());

/** Resolves when so many of the files are in the store. */
const stored = (page, many) => page.evaluate(many => new Promise((resolve, reject) => {
  const request = indexedDB.open('yardstick');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const look = () => {
      const count = request.result.transaction('received').objectStore('received').count();
      // One key is no file.
      count.onsuccess = () => (count.result > many ? resolve() : look());
    };
    look();
  };
}), many);

async function count(page) {
  await page.setFileInputFiles('#drop-files', files);
  await page.waitFor(all => document.querySelectorAll('tr[data-verdict]').length === all, { args: [ALL], timeout: 60_000 });
  await page.evaluate(() => document.getElementById('commit').click());
}

const units = page => page.evaluate(() => document.querySelectorAll('tr[data-unit]').length);

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: killed while ${ALL} files are stored; what is there and what is missed are all of them`, async t => {
    const profile = scratch();
    const lives = async () => {
      const browser = await launch({ browser: chosen, profile });
      t.after(() => browser.kill());
      return { browser, page: await open(browser, `${server.url}#/rollup`) };
    };
    let { browser, page } = await lives();
    await count(page);
    await stored(page, 10);
    await browser.kill();

    ({ browser, page } = await lives());
    const there = await units(page);
    const said = await page.evaluate(() => document.querySelector('.alert[data-tone="error"]')?.innerText ?? '');
    // A slow machine may be done before it is killed.
    const missed = Number(/汇总收到的文件少了 (\d+) 份/.exec(said)?.[1] ?? 0);
    assert.equal(there + missed, ALL, said);
    console.log(`Chromium ${chosen.name}: ${there} there, ${missed} missed`);

    await count(page);
    await page.waitFor(() => document.querySelector('#undo')?.closest('p').innerText.includes('都已保存'), { timeout: 60_000 });
    assert.equal(await units(page), ALL);
    await browser.kill();
    ({ page } = await lives());
    assert.equal(await units(page), ALL);
    assert.equal(await page.evaluate(() => document.querySelector('.alert')), null);
  });
}
