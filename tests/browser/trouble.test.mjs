// What goes wrong while filling: saves that fail, two windows on one record, a deletion by mistake.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { readCase } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { readSealed } from './lib/documents.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, alertText, checked, fillByEvents, fillText, go, open, ready, saved, scratch, shown, tick } from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

const folder = scratch();
let server;
let browser;

before(async () => {
  server = await serve(DIST);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

async function at(t, hash, options) {
  const page = await open(browser, server.url + hash, options);
  t.after(() => page.close());
  return page;
}

const state = page => page.evaluate('document.body.dataset.saveState');
const errorNotice = page => page.waitFor(() => document.querySelector('.alert[data-tone="error"][role="alert"]')?.innerText, { timeout: 1000 });

/** Saves one answer, fails to save a second, and tells where the sheet is. */
async function failing(page) {
  await tick(page, 'A1', 'yes');
  await saved(page);
  const hash = await page.evaluate('location.hash');
  await page.evaluate(breaks.full);
  await tick(page, 'A3', 'yes');
  await errorNotice(page);
  return hash;
}

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
    await page.waitFor(() => document.body.dataset.saveState === 'failed');
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

test('a save that is not answered for three seconds is not called one, until it is', async t => {
  const page = await at(t, NEW);
  await tick(page, 'A1', 'yes');
  await saved(page);
  // Another writer holds the stores, and will not let go.
  await page.evaluate(() => new Promise(resolve => {
    window.held = true;
    indexedDB.open('yardstick').onsuccess = ({ target }) => {
      const heads = target.result.transaction(['heads', 'snapshots', 'journal'], 'readwrite').objectStore('heads');
      const hold = () => { if (window.held) heads.count().onsuccess = hold; };
      hold();
      resolve();
    };
  }));
  await tick(page, 'A3', 'yes');
  const began = Date.now();
  const told = await page.waitFor(() => document.querySelector('.alert[data-tone="error"][role="alert"]')?.innerText, { timeout: 6000 });
  assert.match(told, /还没有存好[^]*没有回话/);
  assert.ok(Date.now() - began > 2000, 'not before');
  assert.doesNotMatch(told, /再试一次/);
  assert.equal(await state(page), 'failed');
  await tick(page, 'C2', 'late');
  await page.evaluate(() => { window.held = false; });
  await saved(page);
  assert.equal(await page.evaluate(() => document.querySelector('.alert[role="alert"]')), null);
  await page.reload();
  await ready(page);
  for (const [item, value] of [['A3', 'yes'], ['C2', 'late']]) assert.ok(await checked(page, item, value), item);
});

test('after a failed save the file can be taken out as a backup, and leaving the sheet forgets nothing', async t => {
  const page = await at(t, NEW);
  const downloads = await browser.downloads(join(folder, 'backup'));
  const hash = await failing(page);
  const path = await downloads.wait(() => page.click('.alert button', { text: '先导出一份文件备份' }));
  assert.deepEqual(readSealed(path).document.body.entries.A3, { answer: { choice: 'yes' } });
  await go(page, '#/');
  await go(page, NEW);
  await go(page, hash);
  assert.equal(await checked(page, 'A3', 'yes'), true, 'the answer that was not saved is still there');
});

test('two windows that do not hear each other: the second is told, the first is not overwritten', async t => {
  const one = await at(t, NEW, { deaf: true });
  await tick(one, 'A1', 'yes');
  await saved(one);
  const other = await at(t, await one.evaluate('location.hash'), { deaf: true });
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

test('a record that is deleted after a save of it failed is gone', async t => {
  const page = await at(t, NEW);
  const hash = await failing(page);
  // Another sheet is begun meanwhile; the first is kept in case its save can be tried again.
  await go(page, NEW);
  await go(page, '#/');
  await page.evaluate(() => { IDBDatabase.prototype.transaction = window.whole; });
  await page.click(`[data-record="${hash.split('=')[1]}"] button`, { text: '删除' });
  await page.click('.alert button', { text: '确定删除' });
  await page.waitFor(css => document.querySelector(css) === null, { args: [`[data-record="${hash.split('=')[1]}"]`] });
  await go(page, hash);
  assert.equal(await page.evaluate('document.querySelector(".sheet")'), null, 'it is not opened from what was kept');
  assert.match(await page.evaluate('document.querySelector("main").innerText'), /没有这份记录/);
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
