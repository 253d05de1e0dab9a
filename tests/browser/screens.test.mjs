// What single kinds of standards show besides: steps out of order, what colours mean, what a survey comes
// to, what keeps a unit from a grade; the library subject by subject.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fillExample } from './lib/example.mjs';
import { assertQuiet, go, open } from './lib/sheet.mjs';
import { stage } from './lib/stage.mjs';

const here = stage();

const texts = (page, css) => page.evaluate(css => [...document.querySelectorAll(css)].map(one => one.textContent.trim()), css);

test('a step dated before an earlier one is told beside it until it is mended', async t => {
  const page = await open(here.browser, here.server.url);
  t.after(() => page.close());
  await go(page, '#/fill?template=ssr_process');
  const date = (item, day) => page.evaluate((item, day) => {
    const field = document.querySelector(`[data-item="${item}"] [data-field="on"]`);
    field.value = day;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, item, day);
  await date('S1', '2026-03-02');
  await date('S2', '2026-03-01');
  assert.deepEqual(await texts(page, '.item__early'), ['日期比第 1 步还早，请核对两步的日期。']);
  assert.deepEqual(await page.evaluate(() => document.querySelector('.item__early').closest('[data-item]').dataset.item), 'S2');
  await date('S1', '2026-03-01');
  assert.deepEqual(await texts(page, '.item__early'), []);
  assertQuiet(page, here.server.origin);
});

test('a three-colour card says what each colour means, and shows the one it has', async t => {
  const page = await open(here.browser, here.server.url);
  t.after(() => page.close());
  await go(page, '#/fill?template=quarter_card');
  assert.deepEqual(await texts(page, '.colours li'), ['绿色：未完成不超过2项', '黄色：未完成3至5项', '红色：未完成6项及以上']);
  await fillExample(page, 'quarter_card');
  const grade = await page.evaluate(() => document.querySelector('.grade').dataset.colour);
  assert.ok(['green', 'yellow', 'red'].includes(grade), grade);
});

test('a survey shows what it comes to without a click', async t => {
  const page = await open(here.browser, here.server.url);
  t.after(() => page.close());
  await go(page, '#/fill?template=strong_branch');
  await page.evaluate(() => {
    for (const [n, input] of document.querySelectorAll('[data-item="E3"] [data-field]').entries()) {
      input.value = n === 0 ? '50' : '10';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await page.waitFor(() => /满意率 [\d.]+%/.test(document.querySelector('[data-item="E3"] .why')?.textContent));
});

test('what keeps a unit from a grade stands beside the grade, and on paper', async t => {
  const page = await open(here.browser, here.server.url);
  t.after(() => page.close());
  // Every check is met but the one that the best two grades ask for.
  await fillExample(page, 'psych_station', given => {
    for (const entry of Object.values(given.entries)) if (entry.answer?.choice) entry.answer.choice = 'yes';
    given.entries.N7.answer.choice = 'no';
    return given;
  });
  const [marks] = await texts(page, '.total-bar__marks');
  assert.match(marks, /还评不上“[^”]+”，要先做到：保密制度和承诺（第7条）已经做到/);
  await page.click('.total-bar a.button', { text: '打印' });
  await page.waitForSelector('.paper');
  assert.match((await texts(page, '.paper__total'))[0], /还评不上/);
});

test('the library is told subject by subject', async t => {
  const page = await open(here.browser, here.server.url);
  t.after(() => page.close());
  const found = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('.home h3')].map(head => [head.textContent, head.nextElementSibling.children.length])));
  assert.deepEqual(Object.keys(found), ['党的建设', '平安建设', '法治建设', '通用']);
  assert.equal(Object.values(found).reduce((sum, count) => sum + count, 0), 17);
  assert.ok(Math.max(...Object.values(found)) <= 7, JSON.stringify(found));
});
