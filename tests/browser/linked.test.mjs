// An item that takes the result of another sheet takes it from that sheet's file, or says why not.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';

import { fillExample } from './lib/example.mjs';
import { alertText, assertQuiet, choose, exportFile, go, open, saved, scratch } from './lib/sheet.mjs';
import { stage } from './lib/stage.mjs';

const folder = scratch();
const here = stage();

/** Fills an example for this unit and period; resolves to its file and what it came to. */
async function file(page, name, unit, period) {
  await fillExample(page, name, given => ({ ...given, unit: { ...given.unit, name: unit }, period }));
  const total = await page.evaluate(() => document.querySelector('[data-total]').textContent);
  return { path: await exportFile(page, await here.browser.downloads(join(folder, `${name}-${unit}-${period}`))), total };
}

test('the total of another sheet: taken from the right file, refused in words from any other', async t => {
  const page = await open(here.browser, here.server.url, { now: '2026-12-31T04:00:00Z' });
  t.after(() => page.close());
  const right = await file(page, 'zz_centre', '青川县甲镇', '2026-H2');
  const early = await file(page, 'zz_centre', '青川县甲镇', '2026-H1');
  const other = await file(page, 'zz_centre', '青川县乙镇', '2026-H2');
  const grid = await file(page, 'grid_service', '青川县甲镇', '2026-H2');
  const damaged = { path: join(folder, 'damaged.json') };
  writeFileSync(damaged.path, readFileSync(right.path, 'utf8').replace('青川县甲镇', '青川县乙镇'));
  await go(page, '#/fill?template=peace_self');
  await page.fill('#unit-name', '青川县甲镇');
  const value = () => page.evaluate(() => document.querySelector('[data-item="F1"] [data-field="value"]').value);
  const refused = async (given, words) => {
    await page.setFileInputFiles('#link-F1', given.path);
    await page.waitFor(words => document.querySelector('.alert')?.innerText.includes(words), { args: [words] });
    assert.equal(await value(), '');
    const title = await page.evaluate(() => document.querySelector('.alert__title').textContent);
    assert.equal(title, `“${basename(given.path)}”不能用`);
    await page.click('.alert button');
    await page.waitFor(() => document.querySelector('.alert') === null);
  };
  await refused(right, '请先在上面选好考核周期');
  await choose(page, '#period', '2026');
  await refused(early, '这份文件是2026年上半年的，这一项要2026年下半年的');
  await refused(other, '这份文件的单位是“青川县乙镇”，这里填的是“青川县甲镇”');
  await refused(grid, '这是“网格化服务管理工作自评表”的文件，这一项要“综治中心规范化建设自评表”的');
  await refused(damaged, '这份文件打不开，或者内容被改动过');
  await page.setFileInputFiles('#link-F1', right.path);
  await page.waitFor(want => document.querySelector('[data-item="F1"] [data-field="value"]').value === want, { args: [right.total] });
  assert.equal(await alertText(page), '');
  await saved(page);
  assertQuiet(page, here.server.origin);
});

test('a ratio travels as its two counts', async t => {
  const page = await open(here.browser, here.server.url, { now: '2026-12-31T04:00:00Z' });
  t.after(() => page.close());
  const { path } = await file(page, 'rectify_ledger', '青川县水务局', '2026');
  await go(page, '#/fill?template=duty_list');
  await page.fill('#unit-name', '青川县水务局');
  await choose(page, '#period', '2026');
  await choose(page, '#unit-type', 'whole');
  await page.waitForSelector('#link-C5');
  await page.setFileInputFiles('#link-C5', path);
  const counts = () => ['part', 'whole'].map(field => document.querySelector(`[data-item="C5"] [data-field="${field}"]`).value).join('/');
  // By the end of the year three fell due, two of them were closed in time: tests/examples/rectify_ledger.
  await page.waitFor(() => document.querySelector('[data-item="C5"] [data-field="whole"]').value !== '');
  assert.equal(await page.evaluate(counts), '2/3');
  assertQuiet(page, here.server.origin);
});
