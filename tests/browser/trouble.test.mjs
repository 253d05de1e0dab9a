// What goes wrong: saves that fail, records that are not here, templates that cannot be used, two
// windows on one record, files that cannot be read.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { readCase, standard } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { readSealed, sealed } from './lib/documents.mjs';
import { serve } from './lib/server.mjs';
import {
  DIST, NEW, assertQuiet, exportFile, fillByEvents, fillText, go, open, ready, saved, scratch, shown, tick,
} from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

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

const checked = (page, name, value) => page.evaluate((name, value) => document.querySelector(`input[name="${name}"][value="${value}"]`).checked, name, value);
const state = page => page.evaluate('document.body.dataset.saveState');
const alertText = page => page.evaluate(() => document.querySelector('.alert')?.innerText ?? '');
const errorNotice = page => page.waitFor(() => document.querySelector('.alert[data-tone="error"][role="alert"]')?.innerText, { timeout: 1000 });

// Run in the page: every write fails from now on, at once or when it should be complete.
const breaks = {
  full: () => {
    window.whole = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      if (mode === 'readwrite') throw new DOMException('no room', 'QuotaExceededError');
      return window.whole.call(this, names, mode, options);
    };
  },
  aborted: () => {
    window.whole = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (names, mode, options) {
      const transaction = window.whole.call(this, names, mode, options);
      if (mode === 'readwrite') setTimeout(() => { try { transaction.abort(); } catch { /* complete already */ } });
      return transaction;
    };
    IDBTransaction.prototype.commit = function () { this.abort(); };
  },
};

for (const [how, text] of [['full', /空间用完了/], ['aborted', /没有保存成功/]]) {
  test(`a save that fails (${how}) is said in red at once, loses nothing, and can be tried again`, async t => {
    const page = await at(t, NEW);
    await tick(page, 'A1', 'yes');
    const revision = await saved(page);
    const commit = 'window.commit = IDBTransaction.prototype.commit';
    await page.evaluate(commit);
    await page.evaluate(breaks[how]);
    await tick(page, 'A3', 'yes');
    assert.match(await errorNotice(page), text);
    assert.equal(await state(page), 'failed');
    const look = await page.evaluate(() => {
      const alert = document.querySelector('.alert[data-tone="error"]');
      const box = alert.getBoundingClientRect();
      const [red, green, blue] = getComputedStyle(alert).borderLeftColor.match(/\d+/g).map(Number);
      return { red: red > 150 && red > 2 * green && red > 2 * blue, sized: box.height > 40 && box.width > 200 };
    });
    assert.deepEqual(look, { red: true, sized: true });

    // Whoever goes on has everything on screen, and sees the notice still.
    await fillText(page, 'A3', 'remark', '没有存上的话');
    await wait(1500);
    assert.equal(await state(page), 'failed');
    await page.click('.alert button', { text: '再试一次' });
    await wait(300);
    assert.equal(await state(page), 'failed');
    assert.match(await alertText(page), text);
    assert.equal((await shown(page)).total, '10');
    assert.equal(await checked(page, 'A3', 'yes'), true);
    assert.equal(await page.evaluate('document.querySelector("#remark-A3").value'), '没有存上的话');

    await page.evaluate(() => {
      IDBDatabase.prototype.transaction = window.whole;
      IDBTransaction.prototype.commit = window.commit;
    });
    await page.click('.alert button', { text: '再试一次' });
    assert.ok((await saved(page)) > revision);
    assert.equal(await page.evaluate('document.querySelector(".alert")'), null);
    await page.reload();
    await ready(page, '#/fill');
    assert.equal(await checked(page, 'A3', 'yes'), true);
    assert.match(await page.evaluate('document.querySelector("[data-item=A3] .item__more").innerText'), /有备注/);
  });
}

test('after a failed save the file can be taken out as a backup, and leaving the sheet forgets nothing', async t => {
  const page = await at(t, NEW);
  const downloads = await browser.downloads(join(folder, 'backup'));
  await tick(page, 'A1', 'yes');
  await saved(page);
  const hash = await page.evaluate('location.hash');
  await page.evaluate(breaks.full);
  await tick(page, 'A3', 'yes');
  await errorNotice(page);
  const path = await downloads.wait(() => page.click('.alert button', { text: '先导出一份文件备份' }));
  assert.deepEqual(readSealed(path).document.body.entries.A3, { answer: { choice: 'yes' } });
  await go(page, '#/');
  await go(page, NEW);
  await go(page, hash);
  assert.equal(await checked(page, 'A3', 'yes'), true, 'the answer that was not saved is still there');
});

test('a record of another machine is said not to be here, with the way on', async t => {
  const page = await at(t, '#/fill?record=0123456789abcdef');
  assert.match(await alertText(page), /这台电脑上没有这份记录/);
  await page.click('.alert a', { text: '回到首页' });
  await page.waitForSelector('.home');
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

test('two windows on one record: the second is told, the first is not overwritten', async t => {
  const one = await at(t, NEW);
  await tick(one, 'A1', 'yes');
  await saved(one);
  const other = await at(t, await one.evaluate('location.hash'));
  await tick(one, 'A3', 'no');
  await saved(one, { after: 1 });
  await tick(other, 'A3', 'yes');
  assert.match(await errorNotice(other), /另一个窗口也在填这份表/);
  assert.equal(await state(other), 'failed');
  assert.equal(await checked(other, 'A3', 'yes'), true, 'what was put in stays on the screen');
  await other.click('.alert button', { text: '再试一次' });
  await wait(300);
  assert.equal(await state(other), 'failed');
  await one.reload();
  await ready(one, '#/fill');
  assert.equal(await checked(one, 'A3', 'no'), true);
});

test('a record is deleted only after a question', async t => {
  const page = await at(t, NEW);
  await fillByEvents(page, readCase('sixteen', '09'));
  const id = (await page.evaluate('location.hash')).split('=')[1];
  const mine = `[data-record="${id}"]`;
  await go(page, '#/');
  await page.click(`${mine} button`, { text: '删除' });
  const question = await alertText(page);
  assert.ok(question.includes(readCase('sixteen', '09').unit.name), question);
  assert.match(question, /没导出的内容/);
  await page.click('.alert button', { text: '不删，留着' });
  await page.waitFor(() => document.querySelector('.alert') === null);
  await page.waitForSelector(mine);
  await page.click(`${mine} button`, { text: '删除' });
  await page.click('.alert button', { text: '确定删除' });
  await page.waitFor(css => document.querySelector(css) === null, { args: [mine] });
  await page.reload();
  await ready(page, '#/');
  assert.equal(await page.evaluate(css => document.querySelector(css), mine), null);
  await go(page, `#/fill?record=${id}`);
  assert.match(await alertText(page), /没有这份记录/);
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
  await give('乱码.json', Buffer.from([0xff, 0xfe, 0x80, 0x00]), /不是 UTF-8 文本/);
  await give('将来.json', sealed({ ...JSON.parse(text), version: 99 }), /更新的版本/);
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
