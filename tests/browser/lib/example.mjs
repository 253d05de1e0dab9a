// The examples of the library, put into the page.

import { readFileSync } from 'node:fs';

import { go, saved } from './sheet.mjs';

export const EXAMPLES = new URL('../../examples/', import.meta.url);

/** What one unit answers to a standard, or with `scorecard` what that comes to. */
export const example = (name, file = 'example') => JSON.parse(readFileSync(new URL(`${name}/${file}.json`, EXAMPLES), 'utf8'));

/** Starts a sheet and puts the example into it; `change` may change it before. */
export async function fillExample(page, name, change = given => given) {
  await go(page, '#/');
  await go(page, `#/fill?template=${name}`);
  await page.evaluate(fill, change(example(name)));
  await saved(page);
}

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
      await write(() => inside(row(), '.ledger__line'), given_row.fields);
      for (const [m, child] of (given_row.children ?? []).entries()) {
        await press(inside(row(), '[data-do="add-child"]'));
        await write(() => inside(row(), `[data-child="${m}"]`), child.fields);
      }
      for (const { state } of given_row.trail ?? []) {
        await tell(inside(row(), '[data-text="state"]'), state, 'change');
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
