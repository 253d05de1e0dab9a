// Typing: input methods, numbers, long texts, and what becomes of a text typed last.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, assertQuiet, choose, details, fillText, open, ready, saved, tick } from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

const QUIET_86 = /'wasm-unsafe-eval'/;
// Longer than the pause after which typing is saved.
const PAUSE = 600;

const running = new Map();
let server;
before(async () => {
  server = await serve(DIST);
  for (const chosen of list()) running.set(chosen.name, await launch({ browser: chosen }));
});
after(async () => {
  await Promise.all([...running.values()].map(browser => browser.close()));
  await server.close();
});

/** A sheet with its first answer saved. */
async function begin(t, name) {
  const page = await open(running.get(name), server.url + NEW);
  t.after(() => page.close());
  await tick(page, 'A1', 'yes');
  await saved(page);
  await page.evaluate(spy);
  return page;
}

// Runs in the page: counts what is stored, and every change of the document, save states included.
function spy() {
  const seen = { writes: 0, changes: 0 };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...args) {
    if (this.name === 'journal') seen.writes += 1;
    return put.apply(this, args);
  };
  const count = records => { seen.changes += records.length; };
  new MutationObserver(count).observe(document.body, { attributes: true, subtree: true, childList: true, characterData: true });
  window.seen = seen;
}

const value = (page, css) => page.evaluate(css => document.querySelector(css).value, css);
const message = page => page.evaluate(() => document.querySelector('[data-item="B2"] .count__bad')?.textContent ?? '');
const B2 = '[data-item="B2"] input[data-field="months"]';

async function empty(page, css) {
  await page.click(css);
  await page.press('Control+a');
  await page.press('Delete');
}

for (const { name } of list()) {
  test(`Chromium ${name}: a composition is stored once, when it ends`, async t => {
    const page = await begin(t, name);
    await details(page, 'A1');
    await page.click('#remark-A1');
    await page.evaluate(() => {
      window.field = document.querySelector('#remark-A1');
      Object.assign(window.seen, { writes: 0, changes: 0 });
    });
    for (const text of ['z', 'zh', 'zhi', "zhi'bu", '支bu']) {
      await page.imeSetComposition(text);
      assert.equal(await value(page, '#remark-A1'), text);
    }
    await wait(PAUSE);
    assert.equal(await value(page, '#remark-A1'), '支bu', 'what is being composed stays');
    assert.deepEqual(await page.evaluate('window.seen'), { writes: 0, changes: 0 });
    assert.equal(await page.evaluate('document.body.dataset.saveState'), 'saved');

    await page.imeCommit('支部');
    await saved(page, { after: 1 });
    await wait(PAUSE);
    assert.equal(await page.evaluate('window.seen.writes'), 1, 'it is stored once');
    assert.equal(await value(page, '#remark-A1'), '支部');
    await page.imeSetComposition('da');
    await page.imeCommit('大会');
    await saved(page, { after: 2 });
    assert.equal(await value(page, '#remark-A1'), '支部大会', 'nothing is doubled');
    assert.ok(await page.evaluate(() => window.field === document.querySelector('#remark-A1') && window.field === document.activeElement));
    await page.reload();
    await ready(page, '#/fill');
    await details(page, 'A1');
    assert.equal(await value(page, '#remark-A1'), '支部大会');
    assertQuiet(page, server.origin, QUIET_86);
  });

  test(`Chromium ${name}: a field that goes away in the middle of a composition silences no other`, async t => {
    const page = await begin(t, name);
    await details(page, 'A1');
    await page.click('#remark-A1');
    await page.imeSetComposition('zhi');
    // As when another window takes the sheet over, but that nothing ends the composition.
    await page.evaluate(() => {
      addEventListener('compositionend', event => event.stopImmediatePropagation(), true);
      document.querySelector('#remark-A1').remove();
    });
    await page.fill('#unit-code', 'BY01');
    await saved(page, { after: 1 });
    await page.reload();
    await ready(page, '#/fill');
    assert.equal(await value(page, '#unit-code'), 'BY01');
  });

  test(`Chromium ${name}: what is pasted beyond the room of a field is told, and accents are joined to their letters`, async t => {
    const page = await begin(t, name);
    await details(page, 'A1');
    const told = css => page.waitFor(css => document.querySelector(css)?.closest('.field').querySelector('.field__full')?.innerText, { args: [css] });
    for (const [css, most] of [['#remark-A1', 2000], ['#unit-name', 100]]) {
      await page.click(css);
      await page.type('字'.repeat(most - 1));
      await wait(PAUSE);
      assert.equal(await page.evaluate(() => document.querySelector('.field__full')), null, `${css} has room`);
      await page.type('多了');
      assert.match(await told(css), new RegExp(`已写满 ${most} 个字`));
      assert.equal((await value(page, css)).length, most);
      await empty(page, css);
      await page.waitFor(() => document.querySelector('.field__full') === null);
    }
    await page.click('#remark-A1');
    await page.type('cafe\u0301');
    await wait(PAUSE);
    await saved(page);
    await page.reload();
    await ready(page, '#/fill');
    await details(page, 'A1');
    assert.equal(await value(page, '#remark-A1'), 'caf\u00e9');
  });

  test(`Chromium ${name}: a composition outlives updates around it`, async t => {
    const page = await begin(t, name);
    await page.fill('#unit-code', 'BY01');
    await page.click('#unit-name');
    await page.evaluate(() => { window.field = document.activeElement; });
    await page.type('青山镇');
    await page.imeSetComposition('shi');
    await page.imeSetComposition('shi qiao');
    // Another answer changes totals, rows and the save state; the text before the composition is saved.
    await page.evaluate(() => document.querySelector('input[name="A3"][value="yes"]').click());
    await page.waitFor(() => document.querySelector('[data-total]').textContent === '10');
    await saved(page, { after: 1 });
    assert.equal(await value(page, '#unit-name'), '青山镇shi qiao');
    await page.imeSetComposition('石桥');
    await page.imeCommit('石桥村');
    await page.waitFor(() => document.querySelector('#unit-name').value === '青山镇石桥村');
    assert.ok(await page.evaluate(() => window.field === document.activeElement));
    await page.press('Tab');
    await wait(PAUSE);
    await saved(page);
    await page.reload();
    await ready(page, '#/fill');
    assert.deepEqual([await value(page, '#unit-name'), await value(page, '#unit-code')], ['青山镇石桥村', 'BY01']);
  });

  test(`Chromium ${name}: full-width digits are digits`, async t => {
    const page = await begin(t, name);
    await empty(page, B2);
    await page.type('１２');
    assert.equal(await value(page, B2), '12');
    // The row is drawn when the turn is over.
    await page.waitFor(() => document.querySelector('[data-item="B2"]').dataset.state === 'scored');
    await empty(page, B2);
    await page.imeSetComposition('１');
    await page.imeSetComposition('１０');
    assert.equal(await value(page, B2), '１０', 'what is being composed stays');
    await page.imeCommit('１０');
    await page.waitFor(css => document.querySelector(css).value === '10', { args: [B2] });
    await page.waitFor(() => document.querySelector('[data-item="B2"]').dataset.state === 'scored');
    await saved(page);
    await page.reload();
    await ready(page, '#/fill');
    assert.equal(await value(page, B2), '10');
    assertQuiet(page, server.origin, QUIET_86);
  });

  for (const text of ['-3', '2.5', '1e', 'abc', '十二', '１ｅ', '1000001', '99999999999']) {
    test(`Chromium ${name}: “${text}” is no count: it stays, it is said, the item is open`, async t => {
      const page = await begin(t, name);
      await empty(page, B2);
      await page.type('12');
      await page.waitFor(() => document.querySelector('[data-item="B2"]').dataset.state === 'scored');
      await page.press('Control+a');
      await page.type(text);
      await page.waitFor(() => document.querySelector('[data-item="B2"]').dataset.state === 'unanswered');
      assert.match(await message(page), /请填 0 或整数/);
      assert.equal(await page.evaluate(css => document.querySelector(css).getAttribute('aria-invalid'), B2), 'true');
      assert.equal(await value(page, B2), text);
      // It stays when the focus goes on and another answer comes.
      await tick(page, 'A3', 'yes');
      await saved(page);
      assert.equal(await value(page, B2), text);
      await page.click(B2);
      await page.press('Control+a');
      await page.typeKeys('7');
      await page.waitFor(() => document.querySelector('[data-item="B2"] .count__bad') === null);
      await page.waitFor(() => document.querySelector('[data-item="B2"]').dataset.state === 'scored');
      assert.equal(await value(page, B2), '7');
    });
  }

  test(`Chromium ${name}: a long remark is kept whole; leaving the field saves`, async t => {
    const page = await begin(t, name);
    const long = '党员大会讨论通过，'.repeat(223).slice(0, 2000);
    assert.equal(long.length, 2000);
    await fillText(page, 'A1', 'remark', long);
    await page.press('Tab');
    await saved(page, { after: 1, timeout: 2000 });
    await page.click('#remark-A1');
    await page.press('Control+End');
    await page.type('多');
    assert.equal(await value(page, '#remark-A1'), long, 'no more than two thousand');
    await page.reload();
    await ready(page, '#/fill');
    await details(page, 'A1');
    assert.equal(await value(page, '#remark-A1'), long);
  });

  test(`Chromium ${name}: a reload right after typing loses nothing unasked`, async t => {
    const page = await begin(t, name);
    await fillText(page, 'A1', 'remark', '刚刚写下的话');
    assert.equal(await page.evaluate('document.body.dataset.saveState'), 'dirty', 'it is not saved yet');
    await page.reload();
    await ready(page, '#/fill');
    await details(page, 'A1');
    const asked = page.dialogs.some(dialog => dialog.type === 'beforeunload');
    const kept = await value(page, '#remark-A1');
    assert.ok(kept === '刚刚写下的话' || asked, `the field holds “${kept}”, and nobody was asked`);
  });

  test(`Chromium ${name}: a reload right after a click keeps the click`, async t => {
    const page = await begin(t, name);
    await choose(page, '#unit-type', 'village');
    await tick(page, 'A3', 'yes');
    await page.reload();
    await ready(page, '#/fill');
    const asked = page.dialogs.some(dialog => dialog.type === 'beforeunload');
    const kept = await page.evaluate(() => document.querySelector('input[name="A3"][value="yes"]').checked);
    assert.ok(kept || asked, 'the answer is gone, and nobody was asked');
  });
}
