// A ledger is a table: rows are added, moved, taken back and taken away by the keyboard too; it scrolls in
// a frame of its own and prints with its head on every page.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

import { NotRun, orSkip } from './lib/documents.mjs';
import { fillExample } from './lib/example.mjs';
import { assertQuiet, choose, go, open, saved, scratch } from './lib/sheet.mjs';
import { stage } from './lib/stage.mjs';

const folder = scratch();
const here = stage();

const STATE = '[data-row="0"] [data-text="state"]';
const states = page => page.evaluate(css => {
  const list = document.querySelector(css);
  return { now: list.selectedOptions[0].textContent, open: [...list.options].filter(one => !one.disabled).map(one => one.textContent) };
}, STATE);

test('rows with states: only moves that there are, the last one taken back, a row taken away', async t => {
  const page = await open(here.browser, here.server.url, { now: '2026-06-10T04:00:00Z' });
  t.after(() => page.close());
  await go(page, '#/fill?template=staged_tasks');
  assert.equal(await page.evaluate(() => document.querySelector('.ledger')), null, 'no table without rows');
  await page.click('[data-item="T1"] [data-do="add-row"]');
  await page.waitForSelector(STATE);
  assert.deepEqual(await states(page), { now: '待分解', open: ['待分解', '推进中'] });
  await choose(page, STATE, 'under_way');
  // The list itself shows the choice before the page has drawn it.
  await page.waitFor(() => document.querySelector('.ledger__trail').textContent === '2026-06-10 待分解 → 2026-06-10 推进中');
  assert.deepEqual(await states(page), { now: '推进中', open: ['待分解', '推进中', '申请验收'] });
  await page.press('ArrowUp');
  await page.waitFor(() => document.querySelector('.ledger__trail').textContent === '2026-06-10 待分解');
  await saved(page);
  await page.reload();
  await page.waitForSelector(STATE);
  assert.equal((await states(page)).now, '待分解', 'it was stored');
  await page.click('[data-row="0"] [data-do="add-child"]');
  await page.waitForSelector('[data-row="0"] [data-child="0"]');
  await page.click('[data-row="0"] .ledger__line > td > .ledger__remove [data-do="remove"]');
  await page.click('[data-do="remove-sure"]');
  await page.waitFor(() => document.querySelector('.ledger') === null);
  assertQuiet(page, here.server.origin);
});

test('every field says which row and which column it is, and the table scrolls in its own frame', async t => {
  const page = await open(here.browser, here.server.url);
  t.after(() => page.close());
  await fillExample(page, 'rectify_ledger');
  const found = await page.evaluate(() => {
    const frame = document.querySelector('.scroll');
    const names = [...frame.querySelectorAll('input, select, textarea')].map(one => one.getAttribute('aria-label'));
    return {
      frame: [frame.getAttribute('role'), frame.tabIndex, frame.getAttribute('aria-label') !== '', frame.scrollWidth > frame.clientWidth],
      columns: [...document.querySelectorAll('.ledger > thead th')].every(one => one.scope === 'col'),
      names: [names.length, new Set(names).size],
      some: ['第2条 问题描述', '第1条 整改措施（任务书） 第3条 完成时限'].every(name => names.includes(name)),
    };
  });
  assert.equal(found.names[0], found.names[1], 'no two fields have one name');
  assert.deepEqual({ ...found, names: 0 }, { frame: ['region', 0, true, true], columns: true, names: 0, some: true });
  await page.evaluate(() => document.querySelector('.scroll').focus());
  await page.press('ArrowRight');
  await page.waitFor(() => document.querySelector('.scroll').scrollLeft > 0);
  const ahead = await page.evaluate(() => document.querySelector('.ledger__line > th').getBoundingClientRect().left - document.querySelector('.scroll').getBoundingClientRect().left);
  assert.ok(ahead < 2, 'the number of the row stays in sight');
});

test('on paper: the head of the table and the check code on every page, a number in every row', t => orSkip(t, async () => {
  const page = await open(here.browser, here.server.url);
  t.after(() => page.close());
  await fillExample(page, 'staged_tasks', given => {
    const rows = given.entries.T1.answer.rows;
    given.entries.T1.answer.rows = [...rows, ...rows, ...rows];
    return given;
  });
  await page.click('.total-bar a.button', { text: '打印' });
  await page.waitForSelector('.paper__annex');
  const rows = await page.evaluate(() => [...document.querySelectorAll('.paper__annex tbody td:first-child:not([colspan="11"])')].map(one => Number(one.textContent)));
  const path = await page.pdf(join(folder, 'ledger.pdf'));
  const pages = run('pdftotext', '-layout', path, '-').split('\f').filter(text => text.trim() !== '');
  const annex = pages.slice(pages.findIndex(text => /^\s*附表/m.test(text)));
  assert.ok(annex.length >= 2, `${annex.length} pages of the table: more than one, or this shows nothing`);
  assert.deepEqual(annex.filter(text => !/校验码 \w+/.test(text) || !/任务编号/.test(text)), []);
  assert.ok(rows.length > 10 && rows.filter(n => n > 0).every((n, at) => n === at + 1), rows.join());
}));

function run(program, ...args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8' });
  } catch (error) {
    if (error.code === 'ENOENT') throw new NotRun(`not run: ${program} is not installed`);
    throw error;
  }
}
