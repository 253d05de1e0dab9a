// Every standard of the library, filled in as its example says, exported, and scored by the command line:
// lines, totals and figures are those worked out by hand.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch } from './lib/cdp.mjs';
import { yardstick } from './lib/documents.mjs';
import { serve } from './lib/server.mjs';
import { DIST, assertQuiet, exportFile, open, scratch } from './lib/sheet.mjs';

const EXAMPLES = new URL('../examples/', import.meta.url);
const read = (name, file) => JSON.parse(readFileSync(new URL(`${name}/${file}.json`, EXAMPLES), 'utf8'));

const folder = scratch();
let server;
let browser;
before(async () => {
  server = await serve(DIST);
  browser = await launch({ browser: 'current' });
});
after(async () => {
  await browser.close();
  await server.close();
});

// Runs in the page: answers items by the events a browser sends, and waits for each to be drawn.
async function fill({ unit, period, entries, vetoes = {} }) {
  const turn = () => new Promise(resolve => setTimeout(resolve));
  const inside = (root, css) => root.querySelector(css) ?? (() => { throw new Error(`${css} is not in ${root.dataset.item ?? root.className}`); })();
  const tell = async (element, value, type = 'input') => {
    element.value = value;
    element.dispatchEvent(new Event(type, { bubbles: true }));
    await turn();
  };
  const press = async element => { element.click(); await turn(); };
  const field = (root, id) => inside(root, `[data-field="${id}"]`);
  const write = async (root, fields) => {
    for (const [id, value] of Object.entries(fields)) {
      if (!Array.isArray(value)) await tell(field(root(), id), value, 'change');
      else for (const option of value) await press(inside(root(), `[data-field="${id}"][value="${option}"]`));
    }
  };
  const answer = async (root, given) => {
    if (given.choice) await press(inside(root(), `[value="${given.choice}"]:not([data-role])`));
    for (const kind of ['counts', 'numbers', 'dates', 'linked']) {
      for (const [id, value] of Object.entries(given[kind] ?? {})) await tell(field(root(), id), value);
    }
    for (const id of given.elements?.have ?? []) await press(inside(root(), `[value="${id}"]:not([data-role])`));
    for (const id of given.elements?.exempt ?? []) await press(inside(root(), `[value="${id}"][data-role="exempt"]`));
    const nothing = [given.elements?.have, given.matters, given.rows].some(list => list?.length === 0);
    if (nothing) await press(inside(root(), '[data-role="none"]'));
    if (given.fields) await write(root, given.fields);
    for (const [part, one] of Object.entries(given.parts ?? {})) await answer(() => inside(root(), `[data-part="${part}"]`), one);
    for (const [n, matter] of (given.matters ?? []).entries()) {
      await press(inside(root(), '[data-do="add-row"]'));
      const row = () => inside(root(), `[data-row="${n}"]`);
      await tell(inside(row(), '[data-text="what"]'), matter.what);
      for (const id of matter.classes) await press(inside(row(), `[data-role="class"][value="${id}"]`));
    }
    for (const [n, given_row] of (given.rows ?? []).entries()) {
      await press(inside(root(), '[data-do="add-row"]'));
      const row = () => inside(root(), `[data-row="${n}"]`);
      await write(() => inside(row(), '.ledger__cells'), given_row.fields);
      for (const [m, child] of (given_row.children ?? []).entries()) {
        await press(inside(row(), '[data-do="add-child"]'));
        await write(() => inside(row(), `[data-child="${m}"]`), child.fields);
      }
      for (const { state } of given_row.trail ?? []) {
        const move = row().querySelector(`[data-do="move"][data-state="${state}"]`);
        if (move) await press(move);
      }
    }
  };
  await tell(inside(document, '#unit-name'), unit.name);
  if (unit.unit_type) await tell(inside(document, '#unit-type'), unit.unit_type, 'change');
  await tell(inside(document, '#period'), period, 'change');
  while (document.querySelector('.working')) await turn();
  for (const [item, entry] of Object.entries(entries)) {
    const root = () => inside(document, `[data-item="${item}"]`);
    if (entry.answer) await answer(root, entry.answer);
    if (entry.not_applicable) await press(inside(root(), '[data-role="applies"]'));
    if (entry.confirmed_by) await tell(inside(document, `#confirmed-${item}`), entry.confirmed_by);
    if (entry.remark && !document.getElementById(`remark-${item}`)) await press(inside(root(), '[data-do="more"]'));
    if (entry.remark) await tell(inside(document, `#remark-${item}`), entry.remark);
  }
  for (const [veto, applies] of Object.entries(vetoes)) {
    await press(inside(document, `[name="${veto}"][value="${applies ? 'yes' : 'no'}"]`));
  }
}

for (const name of readdirSync(EXAMPLES).sort()) {
  test(`${name}: the example comes to its scorecard`, async t => {
    const [example, { expect }] = [read(name, 'example'), read(name, 'scorecard')];
    const page = await open(browser, server.url, {
      // What is overdue is so on the day of the example, and its year is offered.
      now: `${example.as_of ?? '2026-12-31'}T04:00:00Z`,
    });
    t.after(() => page.close());
    await page.goto(`${server.url}#/fill?template=${name}`);
    await page.waitFor(() => document.querySelector('.sheet') && !document.querySelector('.working'));
    await page.evaluate(fill, example);
    await page.waitFor(() => document.body.dataset.saveState === 'saved');
    if (expect.total) {
      assert.equal(await page.evaluate(() => document.querySelector('[data-total]').textContent), expect.total, 'the total on the screen');
    }
    const file = await exportFile(page, await browser.downloads(join(folder, name)));
    const scored = yardstick('score', file);
    const lines = Object.fromEntries(scored.lines.map(line => [line.item, line]));
    for (const [item, want] of Object.entries(expect.lines)) {
      const { obtained, obtainable, state } = lines[item];
      assert.deepEqual({ obtained, obtainable, state }, want, item);
    }
    assertQuiet(page, server.origin);
  });
}
