// Items that a unit adds by itself: added, worded, scored apart, taken away; in the file and on paper.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { assertQuiet, exportFile, go, open, saved, scratch } from './lib/sheet.mjs';
import { stage } from './lib/stage.mjs';

const folder = scratch();
const here = stage();

const label = page => page.evaluate(() => document.querySelector('[data-do="add-local"]')?.textContent);

test('items of the unit: told how many are left, scored apart, refused where they ask about persons', async t => {
  const page = await open(here.browser, here.server.url);
  t.after(() => page.close());
  await go(page, '#/fill?template=zz_centre');
  assert.equal(await label(page), '加一项（还可以加 6 项）');
  await page.click('[data-do="add-local"]');
  await page.waitFor(() => document.activeElement.id === 'local-local1');
  await page.press('Control+a');
  await page.type('涉外服务窗口');
  await page.fill('[data-item="local1"] [data-text="worth"]', '３');
  await page.fill('[data-item="local1"] [data-text="number"]', '2.5');
  await page.waitFor(() => document.querySelector('[data-section-total="supplement"]').textContent === '2.5');
  assert.equal(await page.evaluate(() => document.querySelector('[data-total]').textContent), '0', 'never in the total');
  await page.click('[data-do="add-local"]');
  await page.waitForSelector('#local-local2');
  assert.equal(await label(page), '加一项（还可以加 4 项）');
  await page.fill('#local-local2', '');
  await page.waitForSelector('#local-local2[aria-invalid]');
  await page.fill('#local-local2', '身份证号码');
  await page.waitForSelector('#local-local2[aria-invalid]');
  await page.fill('#local-local2', '流动人口服务');
  await page.waitForSelector('#local-local2:not([aria-invalid])');
  await page.click('[data-item="local2"] [data-do="drop"]');
  await page.click('[data-item="local2"] [data-do="remove-not"]');
  await page.click('[data-item="local2"] [data-do="drop"]');
  await page.click('[data-item="local2"] [data-do="drop-sure"]');
  await page.waitFor(() => document.querySelector('#local-local2') === null);
  await saved(page);
  await page.reload();
  await page.waitForSelector('#local-local1');
  assert.equal(await page.evaluate(() => document.querySelector('#local-local1').value), '涉外服务窗口');
  const { body } = JSON.parse(readFileSync(await exportFile(page, await here.browser.downloads(join(folder, 'own'))), 'utf8'));
  assert.deepEqual(body.local_items.map(item => [item.id, item.text['zh-Hans'], item.full_score]), [['local1', '涉外服务窗口', '3']]);
  assert.equal(body.entries.local2, undefined);
  await page.click('.total-bar a.button', { text: '打印' });
  await page.waitForSelector('.paper');
  assert.match(await page.evaluate(() => document.querySelector('.paper').innerText), /9＋X[^]*涉外服务窗口[^]*2\.5[^]*小计/);
  assertQuiet(page, here.server.origin);
});
