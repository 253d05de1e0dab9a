// What is opened, by address or from a file: records that are not here, templates that cannot be used,
// submissions of other machines, rubbish.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { readCase, standard } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { readSealed, sealed } from './lib/documents.mjs';
import { serve } from './lib/server.mjs';
import {
  DIST, NEW, alertText, assertQuiet, checked, exportFile, fillByEvents, go, open, ready, saved, scratch, shown, tick,
} from './lib/sheet.mjs';

const folder = scratch();
let server;
let browser;

before(async () => {
  const site = join(folder, 'site');
  cpSync(DIST, site, { recursive: true });
  const own = JSON.parse(readFileSync(join(site, 'templates', 'strong_branch.json'), 'utf8'));
  own.id = own.body.id = 'county_sheet';
  own.body.title['zh-Hans'] = '青禾县自评表';
  mkdirSync(join(site, 'own'));
  writeFileSync(join(site, 'own', 'county.json'), JSON.stringify(own));
  own.body.sections[0].items[0].full_score = '40';
  own.body.sections[1].items[0].id = own.body.sections[1].items[1].id;
  writeFileSync(join(site, 'own', 'broken.json'), JSON.stringify(own));
  server = await serve(site);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

async function at(t, hash) {
  const page = await open(browser, server.url + hash);
  t.after(() => page.close());
  return page;
}


test('a record of another machine is said not to be here, with the way on', async t => {
  const page = await at(t, '#/fill?record=0123456789abcdef');
  assert.match(await alertText(page), /这台电脑上没有这份记录/);
  await page.click('.alert a', { text: '回到首页' });
  await page.waitForSelector('.home');
});

test('a screen that has no sheet to show has a heading', async t => {
  const page = await at(t, '#/fill?record=0123456789abcdef');
  const heading = () => page.evaluate(() => [...document.querySelectorAll('h1')].filter(one => one.offsetParent).map(one => one.innerText.trim()));
  assert.match((await heading()).join('|'), /^[^|]*这台电脑上没有这份记录$/);
  await go(page, '#/fill?template=own/broken.json');
  await page.waitFor(() => /不能用/.test(document.querySelector('.alert')?.innerText));
  assert.match((await heading()).join('|'), /^[^|]*这份模板不能用$/);
});

test('the notice of an export does not follow to other screens', async t => {
  const page = await at(t, NEW);
  await tick(page, 'A1', 'yes');
  await saved(page);
  await exportFile(page, await browser.downloads(join(folder, 'notice')));
  assert.match(await alertText(page), /校验码/);
  await go(page, '#/');
  assert.equal(await alertText(page), '');
});

test('a template of the same site is opened by its address', async t => {
  const page = await at(t, '#/fill?template=own/county.json');
  assert.equal(await page.evaluate('document.querySelector("main h1").textContent'), '青禾县自评表');
  await tick(page, 'A1', 'yes');
  await saved(page);
  await page.reload();
  await ready(page, '#/fill');
  assert.equal(await page.evaluate('document.querySelector("main h1").textContent'), '青禾县自评表');
  assert.equal(await checked(page, 'A1', 'yes'), true);
  assertQuiet(page, server.origin);
});

test('a broken template is refused with every finding: place, message, hint', async t => {
  const page = await at(t, '#/fill?template=own/broken.json');
  assert.match(await alertText(page), /这份模板不能用/);
  const flaws = await page.evaluate(() => [...document.querySelectorAll('[data-flaw="error"]')].map(flaw => [...flaw.children].map(one => one.innerText)));
  const sum = flaws.find(([, message]) => /相加是 56 分，这一部分写的是 20 分/.test(message));
  const repeated = flaws.find(([, message]) => /用了两次/.test(message));
  assert.ok(sum && repeated, JSON.stringify(flaws));
  for (const [place, message, hint] of flaws) assert.ok(place && message && hint, JSON.stringify(flaws));
});

test('a template that is missing, and one of another site, are refused with a reason', async t => {
  const page = await at(t, '#/fill?template=own/nothing.json');
  assert.match(await alertText(page), /网站回答 404/);
  const other = await serve(join(folder, 'site'));
  t.after(() => other.close());
  await go(page, `#/fill?template=${encodeURIComponent(`${other.url}own/county.json`)}`);
  await page.waitFor(() => /别的网站/.test(document.querySelector('.alert')?.innerText));
  assert.deepEqual(other.requests, [], 'nothing was asked of the other site');
  assert.deepEqual(page.requests.filter(one => !one.url.startsWith(server.origin) && !one.url.startsWith('data:')), []);
});

test('a submission file is gone on with, is known the second time, and rubbish is refused with a reason', async t => {
  const far = await launch();
  t.after(() => far.close());
  const there = await open(far, server.url + NEW);
  await fillByEvents(there, readCase('sixteen', '05'));
  const path = await exportFile(there, await far.downloads(join(folder, 'far')));

  const page = await at(t, '#/');
  await page.setFileInputFiles('#open-file', path);
  await ready(page, '#/fill');
  await page.waitFor(() => location.hash.startsWith('#/fill?record='));
  await saved(page);
  assert.equal((await shown(page)).total, '91.5');
  assert.equal(await page.evaluate('document.querySelector("#unit-code").value'), 'BY05');
  await tick(page, 'A1', 'no');
  await page.waitFor(() => document.querySelector('[data-total]').textContent === '87.5');
  await saved(page, { after: readSealed(path).document.body.revision });
  await page.reload();
  await ready(page, '#/fill');
  assert.equal((await shown(page)).total, '87.5');

  await go(page, '#/');
  await page.setFileInputFiles('#open-file', path);
  await page.waitFor(() => /已经在本机上/.test(document.querySelector('.alert')?.innerText));
  await ready(page, '#/fill');
  await page.waitFor(() => document.querySelector('[data-total]')?.textContent === '87.5', { message: 'the record of this machine' });

  const give = async (name, contents, why) => {
    const rubbish = join(folder, name);
    writeFileSync(rubbish, contents);
    await go(page, '#/');
    const records = await page.evaluate('document.querySelectorAll("[data-record]").length');
    await page.setFileInputFiles('#open-file', rubbish);
    await page.waitFor((name, why) => {
      const text = document.querySelector('.alert[data-tone="error"]')?.innerText ?? '';
      return text.includes(name) && new RegExp(why).test(text);
    }, { args: [name, why.source] });
    assert.equal(await page.evaluate('document.querySelectorAll("[data-record]").length'), records);
  };
  const text = readFileSync(path, 'utf8');
  await give('半份.json', text.slice(0, 999), /不完整/);
  await give('改过.json', text.replace('"revision":', '"revision": 9'), /改动过/);
  await give('别的.json', '{"a":1}', /不是标尺导出的文件/);
  await give('乱码.json', Buffer.from([0xff, 0xfe, 0x80, 0x00]), /不是标尺导出的文件/);
  await give('将来.json', sealed({ ...JSON.parse(text), version: 99 }), /更新的版本/);
});

test('a file of a hundred megabytes is refused unread, and the page lives on, in Chromium 86 too', async t => {
  const big = join(folder, 'big.json');
  writeFileSync(big, '');
  truncateSync(big, 100_000_000);
  const old = await launch({ browser: list().find(({ name }) => name === '86') });
  t.after(() => old.close());
  const page = await open(old, server.url);
  const began = Date.now();
  await page.setFileInputFiles('#open-file', big);
  await page.waitFor(() => /文件超过 32 MB/.test(document.querySelector('.alert')?.innerText));
  t.diagnostic(`said after ${Date.now() - began} ms`);
  await go(page, NEW);
  await tick(page, 'A1', 'yes');
  await saved(page);
});

test('a template file of a superior is opened from home', async t => {
  const page = await at(t, '#/');
  const body = { ...standard(), id: 'by_file' };
  const path = join(folder, 'by_file.json');
  writeFileSync(path, JSON.stringify({ format: 'yardstick.template', version: 1, id: 'by_file', body }));
  await page.setFileInputFiles('#open-file', path);
  await ready(page, '#/fill');
  await tick(page, 'A1', 'yes');
  await saved(page);
  const hash = await page.evaluate('location.hash');
  assert.match(hash, /^#\/fill\?record=/, 'a reload comes back to this record');
  await page.reload();
  await ready(page, '#/fill');
  assert.equal(await checked(page, 'A1', 'yes'), true);
});

test('a file that is picked while home is read anew is opened all the same', async t => {
  const page = await at(t, '#/');
  const text = readFileSync(join(DIST, 'templates', 'staged_tasks.json'), 'utf8');
  await page.evaluate(text => {
    const field = document.getElementById('open-file');
    const files = new DataTransfer();
    files.items.add(new File([text], 'tasks.json'));
    field.files = files.files;
    dispatchEvent(new HashChangeEvent('hashchange'));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);
  await page.waitForSelector('.sheet');
});

test('a sheet in which nothing stands is printed and gone on with', async t => {
  const page = await at(t, NEW);
  await page.click('.total-bar__actions a', { text: '打印' });
  await page.waitForSelector('.paper__table');
  await page.click('.paper__actions a');
  await ready(page, '#/fill');
  await tick(page, 'A1', 'yes');
  await saved(page);
  assert.match(await page.evaluate('location.hash'), /^#\/fill\?record=/);
  assertQuiet(page, server.origin);
});

test('a desk that cannot be downloaded is said, and filling goes on', async t => {
  const page = await at(t, '#/');
  await page.evaluate(() => {
    const real = window.fetch;
    window.fetch = (url, ...more) => String(url).includes('desk') ? Promise.reject(new TypeError('off')) : real(url, ...more);
    location.hash = '#/rollup';
  });
  await page.waitForSelector('.alert');
  assert.match(await alertText(page), /没有下载下来/);
  await page.click('.library a[href$="=strong_branch"]');
  await ready(page, '#/fill');
  await tick(page, 'A1', 'yes');
  await saved(page);
  assertQuiet(page, server.origin);
});

test('a newer file does not replace what was put in here since the last export; that is said where it is seen', async t => {
  const page = await at(t, NEW);
  await fillByEvents(page, readCase('sixteen', '03'));
  await saved(page);
  const saver = await browser.downloads(join(folder, 'replaced'));
  const document = JSON.parse(readFileSync(await exportFile(page, saver), 'utf8'));
  document.body.revision += 50;
  const newer = join(folder, 'newer.json');
  writeFileSync(newer, sealed(document));
  await tick(page, 'A1', 'no');
  await saved(page);
  await page.evaluate(() => scrollTo(0, 900));
  const openNewer = async () => {
    await go(page, '#/');
    await page.setFileInputFiles('#open-file', [newer]);
    await page.waitFor(() => document.querySelector('.sheet') !== null && document.querySelector('.home') === null);
    await ready(page, '#/fill');
  };
  await openNewer();
  assert.match(await alertText(page), /“newer.json”还没有打开/);
  assert.equal(await page.evaluate('scrollY'), 0);
  assert.equal(await checked(page, 'A1', 'no'), true, 'it is as it was here');
  await exportFile(page, saver);
  await openNewer();
  assert.ok(await saved(page) >= document.body.revision);
});
