// Sixteen units fill and export, the committee takes the files in together with bad ones, and rolls up.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';

import { gradeLabel, items, json, sixteen, standard } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { conforms, orSkip, parseCsv, readSealed, sealed, yardstick } from './lib/documents.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, YEAR, assertQuiet, count, exportFile, fillByEvents, go, open, ready, saved, scratch, shown } from './lib/sheet.mjs';

const EXPECT = json('tests', 'cases', 'sixteen', 'rollup.json');
const UNITS = sixteen();
const folder = scratch();
/** Paths by unit (`01` …) and by kind of bad file. */
const files = {};
let server;
let filler;
let committee;
let page;
let downloads;

before(async () => {
  server = await serve(DIST);
  filler = await launch();
  committee = await launch();
});
after(async () => {
  await Promise.all([filler.close(), committee.close()]);
  await server.close();
});

const unitOf = name => UNITS.find(unit => unit.name === name).unit;
const given = paths => page.setFileInputFiles('#drop-files', paths);
const verdicts = () => page.evaluate(() => [...document.querySelectorAll('tr[data-verdict]')]
  .map(row => ({ verdict: row.dataset.verdict, counts: row.dataset.counts, cells: [...row.cells].map(cell => cell.innerText.trim()) })));

const setQuota = value => page.evaluate(value => {
  const select = document.querySelector('#quota');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}, value);

async function commit(units) {
  await page.click('#commit');
  await page.waitFor(units => document.querySelectorAll('tr[data-unit]').length === units, { args: [units] });
}

test('sixteen units fill the sheet and export a file each', async t => {
  const began = Date.now();
  const tab = await open(filler, server.url);
  const saver = await filler.downloads(join(folder, 'from units'));
  for (const unit of UNITS.slice(0, 1)) {
    await go(tab, '#/');
    await go(tab, NEW);
    await fillByEvents(tab, unit);
    const { total, sections, missing } = await shown(tab);
    if (missing !== unit.expect.missing) {
      await tab.evaluate(()=>document.querySelector('.total-bar__actions [aria-expanded]').click());
      await new Promise(r=>setTimeout(r,200));
      console.log('WHAT', await tab.evaluate(()=>document.querySelector('#missing')?.innerText), await tab.evaluate(()=>[document.querySelector('#unit-name').value, document.querySelector('#remark-E1')?.value, document.querySelector('.total-bar').innerText]));
    }
    assert.deepEqual([total, sections, missing], [unit.expect.total, unit.expect.sections, unit.expect.missing], unit.name);
    files[unit.name] = await exportFile(tab, saver);
    assert.equal(readSealed(files[unit.name]).document.body.unit.code, unit.unit.code);
  }
});
