// Sixteen units and their committee: the sheets they fill, and the roll-up worked out by hand.

import assert from 'node:assert/strict';

import { gradeLabel, json, sixteen, standard } from './cases.mjs';
import { readSealed } from './documents.mjs';
import { NEW, exportFile, fillByEvents, go, shown, stored } from './sheet.mjs';

export const EXPECT = json('tests', 'cases', 'sixteen', 'rollup.json');
export const UNITS = sixteen();

/** The head of the unit `01` … `16`. */
export const unitOf = name => UNITS.find(unit => unit.name === name).unit;

/** Fills the sheet of a unit, by events, and resolves to the path of its file. */
export async function fillUnit(tab, saver, unit) {
  await go(tab, '#/');
  await go(tab, NEW);
  await fillByEvents(tab, unit);
  const { total, sections, missing } = await shown(tab);
  assert.deepEqual([total, sections, missing], [unit.expect.total, unit.expect.sections, unit.expect.missing], unit.name);
  const path = await exportFile(tab, saver);
  assert.equal(readSealed(path).document.body.unit.code, unit.unit.code);
  return path;
}

/** Has what was staged count; so many units are there then. */
export async function commit(page, units) {
  await page.click('#commit');
  await page.waitFor(units => document.querySelectorAll('tr[data-unit]').length === units, { args: [units] });
  await stored(page);
}

/** Checks places, totals, grades, means and the most missed of the sixteen. */
export async function placesAreRight(page) {
  const rows = await page.evaluate(() => [...document.querySelectorAll('tr[data-unit]')].map(row => ({
    code: row.dataset.unit, awarded: row.dataset.awarded, cells: [...row.cells].slice(0, 4).map(cell => cell.innerText.trim()),
    items: Object.fromEntries([...row.querySelectorAll('[data-cell]')].map(cell => [cell.dataset.cell, cell.innerText])),
  })));
  assert.deepEqual(rows.map(row => row.code), EXPECT.order.map(one => unitOf(one.file).code));
  const award = standard().award.label['zh-Hans'];
  const awarded = EXPECT.awards.find(one => one.quota === null).awarded;
  for (const [n, { file, rank, total, grade }] of EXPECT.order.entries()) {
    const { cells } = rows[n];
    assert.equal(cells[0], rank === null ? '否决' : String(rank), file);
    assert.ok(cells[1].startsWith(unitOf(file).name), cells[1]);
    assert.equal(cells[2], total, file);
    assert.equal(cells[3], awarded.includes(file) ? award : gradeLabel(grade), file);
  }
  const worked = UNITS.find(unit => unit.name === '12').expect.lines;
  const shownOf12 = rows.find(row => row.code === 'BY12').items;
  for (const [item, line] of Object.entries(worked)) {
    assert.equal(shownOf12[item], line.state === 'not_applicable' ? '—' : line.obtained, `12 ${item}`);
  }
  assert.equal(rows.find(row => row.code === 'BY08').items.E2, '?', 'an open item');
  const means = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('td[data-mean]')].map(cell => [cell.dataset.mean, cell.innerText])));
  assert.deepEqual(means, Object.fromEntries(Object.entries(EXPECT.items).map(([item, { mean }]) => [item, mean])));
  const missed = await page.evaluate(() => [...document.querySelectorAll('[data-missed]')].map(line => line.dataset.missed));
  assert.deepEqual(missed.slice(0, 3), EXPECT.most_missed);
  const figures = await page.evaluate(() => document.querySelector('.figures').innerText);
  assert.ok(figures.includes(EXPECT.mean_total) && figures.includes('16'), figures);
  for (const [id, number] of Object.entries(EXPECT.grades)) assert.ok(figures.includes(`${gradeLabel(id)} ${number} 个`), figures);
}
