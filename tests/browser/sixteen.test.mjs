// Sixteen units fill and export, the committee takes the files in together with bad ones, and rolls up.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';

import { gradeLabel, items } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { EXPECT, UNITS, commit, fillUnit, placesAreRight, unitOf } from './lib/committee.mjs';
import { conforms, orSkip, parseCsv, readSealed, sealed, yardstick } from './lib/documents.mjs';
import { serve } from './lib/server.mjs';
import { DIST, YEAR, assertQuiet, count, exportFile, go, open, ready, saved, scratch, stored } from './lib/sheet.mjs';

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

const given = paths => page.setFileInputFiles('#drop-files', paths);
const verdicts = () => page.evaluate(() => [...document.querySelectorAll('tr[data-verdict]')]
  .map(row => ({ verdict: row.dataset.verdict, counts: row.dataset.counts, cells: [...row.cells].map(cell => (cell.querySelector('bdi') ?? cell).innerText.trim()) })));

const setQuota = value => page.evaluate(value => {
  const select = document.querySelector('#quota');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}, value);

test('sixteen units fill the sheet and export a file each', async t => {
  const began = Date.now();
  const tab = await open(filler, server.url);
  const saver = await filler.downloads(join(folder, 'from units'));
  for (const unit of UNITS) files[unit.name] = await fillUnit(tab, saver, unit);
  assert.equal(new Set(Object.values(files)).size, 16);

  // 05 finds one more mistake after its export, then takes it back: a newer revision with the same numbers.
  const id = readSealed(files['05']).document.id;
  await go(tab, '#/');
  await go(tab, `#/fill?record=${id}`);
  const revision = await saved(tab);
  await count(tab, 'C3', 'late_updates', 4);
  await count(tab, 'C3', 'late_updates', 0);
  await saved(tab, { after: revision });
  files.newer = await exportFile(tab, saver);
  assert.ok(readSealed(files.newer).document.body.revision > revision);
  assertQuiet(tab, server.origin);
  t.diagnostic(`sixteen sheets filled and exported in ${Date.now() - began} ms`);
});

test('the command line scores the sixteen files to the same numbers', t => orSkip(t, () => {
  for (const { name, expect } of UNITS) {
    const { totals, sections } = yardstick('score', files[name]);
    assert.deepEqual([totals.total, totals.missing], [expect.total, expect.missing], name);
    assert.deepEqual(Object.fromEntries(sections.map(one => [one.section, one.obtained])), expect.sections, name);
  }
}));

test('the committee takes in everything at once; bad files stop nothing', async () => {
  const put = (name, contents) => {
    files[name] = join(folder, name);
    writeFileSync(files[name], contents);
  };
  const text = name => readFileSync(files[name], 'utf8');
  copyFileSync(files['03'], files.copy = join(folder, '又发一次 (1).json'));
  put('truncated.json', text('04').slice(0, 3000));
  put('changed.json', text('06').replace('"reached":', '"reaches":'));
  put('figure.json', text('02').replace('"quarters":3', '"quarters":4'));
  put('other.json', '{"name":"别的程序","list":[1,2,3]}');
  put('future.json', sealed({ ...JSON.parse(text('07')), version: 99 }));
  put('random.txt', randomBytes(4096));
  const good = UNITS.map(unit => files[unit.name]);
  const bad = ['truncated.json', 'changed.json', 'figure.json', 'other.json', 'future.json', 'random.txt'].map(name => files[name]);
  // Bad ones first, so that one which stopped the rest would be seen.
  const all = [...bad, ...good, files.copy, files.newer];

  page = await open(committee, `${server.url}#/rollup`);
  downloads = await committee.downloads(join(folder, 'from committee'));
  assert.match(await page.evaluate('document.body.innerText'), /还没有收到文件/);
  await given(all);
  await page.waitFor(rows => document.querySelectorAll('tr[data-verdict]').length === rows, { args: [all.length] });
  const rows = await verdicts();
  const expected = {
    'truncated.json': 'damaged', 'changed.json': 'damaged', 'figure.json': 'damaged', 'other.json': 'unknown',
    'future.json': 'newer_format', 'random.txt': 'unknown', [basename(files.copy)]: 'duplicate', [basename(files.newer)]: 'newer',
  };
  for (const [n, path] of all.entries()) {
    const { verdict, counts, cells } = rows[n];
    const name = basename(path);
    assert.equal(cells[4], name);
    assert.equal(verdict, expected[name] ?? 'accepted', `${name}: ${cells}`);
    assert.equal(counts, String(['accepted', 'newer'].includes(verdict)));
    assert.ok(cells[0].length > 0 && cells[3].length > 0, `${name} says why`);
  }
  const good01 = rows.find(row => row.cells[4] === basename(files['01']));
  assert.deepEqual(good01.cells.slice(1, 3), [unitOf('01').name, '97.5']);
  assert.match(rows[0].cells[3], /不完整/);
  assert.match(rows[2].cells[3], /改动过/);
  assert.match(rows[4].cells[3], /更新的版本/);
  assert.equal(await page.evaluate('document.querySelectorAll("tr[data-unit]").length'), 0, 'nothing counts yet');
  await commit(page, 16);
  assert.equal((await verdicts()).length, bad.length, 'what cannot be used waits');
});

test('places, totals, grades, means, the most missed', () => placesAreRight(page));

test('the award without and with a limit', async () => {
  for (const { quota, awarded, tied } of EXPECT.awards) {
    const value = quota === null ? '0' : `${quota.part}/${quota.whole}`;
    await setQuota(value);
    await page.waitFor(number => document.querySelector('p[data-awarded]').dataset.awarded === number, { args: [String(awarded.length)] });
    const codes = await page.evaluate(() => [...document.querySelectorAll('tr[data-unit][data-awarded="true"]')].map(row => row.dataset.unit));
    assert.deepEqual(codes, awarded.map(file => unitOf(file).code), value);
    const note = await page.evaluate(() => document.querySelector('.award__tied')?.innerText ?? '');
    assert.equal(note.includes(`有 ${tied.length} 个单位`), tied.length > 0, note);
  }
});

test('a figure leads to its answer and to why', async () => {
  await page.click('tr[data-unit="BY04"] [data-cell="C1"]');
  await page.waitForSelector('#looked-at');
  const why = await page.evaluate(() => document.querySelector('#looked-at').innerText);
  assert.match(why, new RegExp(unitOf('04').name));
  assert.match(why, /86\.96%/);
  assert.match(why, /3 \/ 5 分/);
  assert.ok(why.includes(readSealed(files['04']).code), why);
});

test('a commit is taken back, made again, and stays', async () => {
  await page.click('#undo');
  await page.waitFor(() => document.querySelectorAll('tr[data-unit]').length === 0);
  await stored(page);
  await page.reload();
  await ready(page, '#/rollup');
  assert.equal(await page.evaluate('document.querySelectorAll("tr[data-unit]").length'), 0, 'it is gone from the store too');
  await page.click('#discard');
  await page.waitFor(() => document.body.innerText.includes('还没有收到文件'));
  await given([...UNITS.map(unit => files[unit.name]), files.newer]);
  await page.waitForSelector('#commit');
  await commit(page, 16);
  assert.match(await page.evaluate(() => document.querySelector('#undo').closest('p').innerText), /16 份填报。都已保存。/);
  await page.reload();
  await ready(page, '#/rollup');
  const codes = await page.evaluate(() => [...document.querySelectorAll('tr[data-unit]')].map(row => row.dataset.unit));
  assert.deepEqual(codes, EXPECT.order.map(one => unitOf(one.file).code));
  await given(files['05']);
  await page.waitForSelector('tr[data-verdict]');
  assert.equal((await verdicts())[0].verdict, 'older');
  await page.click('#discard');
  await page.waitFor(() => document.querySelectorAll('tr[data-verdict]').length === 0);
});

test('the table and the roll-up file say the same', async t => {
  const rows = parseCsv(readFileSync(await downloads.wait(() => page.click('#rollup-csv'))));
  assert.equal(rows.length, 18, 'a head, sixteen units, the means');
  const at = name => rows[0].indexOf(name);
  for (const [n, { file, rank, total, grade }] of EXPECT.order.entries()) {
    const row = rows[n + 1];
    assert.equal(row.length, rows[0].length);
    assert.deepEqual([row[at('名次')], row[at('单位代码')], row[at('总分')], row[at('等次')]], [rank === null ? '否决' : String(rank), unitOf(file).code, total, gradeLabel(grade)]);
  }
  const means = rows.at(-1);
  for (const { id, number } of items()) assert.equal(means[at(number)], EXPECT.items[id].mean, id);
  assert.equal(means[at('总分')], EXPECT.mean_total);

  await setQuota('1/2');
  const half = await downloads.wait(() => page.click('#rollup-file'));
  await setQuota('0');
  const path = await downloads.wait(() => page.click('#rollup-file'));
  const { document, code } = readSealed(path);
  assert.ok(basename(path).includes(code), path);
  assert.equal(document.format, 'yardstick.rollup');
  assert.deepEqual(document.body.units.map(unit => unit.total), EXPECT.order.map(one => one.total));
  assert.deepEqual(document.body.items, items().map(({ id }) => ({ item: id, ...EXPECT.items[id] })));
  assert.ok(basename(path).includes(YEAR), path);
  assertQuiet(page, server.origin);

  await t.test('the roll-up file passes its schema', t => orSkip(t, () => conforms('rollup', document)));
  await t.test('the command line writes the same file, byte for byte', t => orSkip(t, () => {
    const out = join(folder, 'by-cli.json');
    const sources = [...UNITS.map(unit => files[unit.name]), files.newer];
    yardstick('rollup', ...sources, '-o', out, '--quota', '1/2');
    assert.equal(readFileSync(out, 'utf8'), readFileSync(half, 'utf8'));
  }));
});
