// One walk through everything the page is for: fill, save, export, print, open a file, roll up, other words.

import assert from 'node:assert/strict';

import { readCase } from './cases.mjs';
import { readSealed } from './documents.mjs';
import { NEW, exportFile, fillByEvents, go, ready, shown } from './sheet.mjs';

const UNIT = { name: '白杨镇石桥村党支部', code: 'BY01', unit_type: 'village', superior: '白杨镇党委' };

/** Fills the strong-branch sheet; resolves to what the screen shows then. */
export async function fillOne(page) {
  const full = readCase('strong_branch', '01-full-marks');
  await go(page, NEW);
  await fillByEvents(page, { ...full, unit: UNIT });
  const seen = await shown(page);
  assert.deepEqual([seen.total, seen.sections, seen.missing], [full.expect.total, full.expect.sections, 0]);
  return seen;
}

/** Opens the record that is first on the home screen. */
export async function goOn(page) {
  await go(page, '#/');
  await page.click('[data-record] a', { text: '接着填' });
  await ready(page, '#/fill');
}

/** From an open sheet: exports it, looks at its paper, opens the file again, rolls it up, speaks three languages. */
export async function allElse(page, downloads) {
  const file = await exportFile(page, downloads);
  const { document } = readSealed(file);
  assert.deepEqual(document.body.unit, UNIT);
  await page.click('.total-bar a.button', { text: '打印' });
  await page.waitForSelector('.paper');
  await page.send('Page.printToPDF');
  await go(page, '#/');
  await page.setFileInputFiles('#open-file', [file]);
  await page.waitForSelector('.alert');
  await go(page, '#/rollup');
  await page.setFileInputFiles('#drop-files', [file]);
  await page.click('#commit');
  await page.waitForSelector('.matrix');
  const table = await downloads.wait(() => page.click('#rollup-csv'));
  assert.match(table, /\.csv$/);
  await go(page, '#/');
  for (const [tag, title] of [['zh-Hant', '標準'], ['en', 'Measure'], ['zh-Hans', '标准']]) {
    await page.evaluate(tag => {
      const list = globalThis.document.querySelector('.site__lang select');
      list.value = tag;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    }, tag);
    await page.waitFor(title => globalThis.document.querySelector('.home h1').textContent.includes(title), { args: [title] });
  }
  return file;
}
