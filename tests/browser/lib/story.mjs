// The first afternoon of somebody who fills a sheet, with the power going off in the middle, and of the
// committee that gets it. The same in every browser and however the page is opened.

import assert from 'node:assert/strict';
import { basename, join } from 'node:path';

import { gradeLabel, items, readCase } from './cases.mjs';
import { UNITS, commit, placesAreRight, unitOf } from './committee.mjs';
import { conforms, readSealed, yardstick } from './documents.mjs';
import {
  YEAR, answerVetoes, assertQuiet, count, exportFile, fields, fillEntry, fillHead, go, open, openAll, ready, saved, scratch,
  settled, shown,
} from './sheet.mjs';

const HEAD = unitOf('01');
const NOTED = { remark: '2025年10月完成换届，上级已批复。', evidence: ['换届选举会议记录', '镇党委批复'] };
const FULL = readCase('strong_branch', '01-full-marks');
// The bonus is counted, and taken back in the end: the first of the sixteen has none.
const ENTRIES = { ...FULL.entries, A1: { ...FULL.entries.A1, ...NOTED }, F1: { answer: { counts: { county: 1 } } } };
const EXPECT = UNITS[0].expect;

const words = (page, css) => page.evaluate(css => document.querySelector(css).innerText, css);
const sections = letters => items().filter(item => letters.includes(item.section));

/**
 * Lives through it: `start({ profile, alias })` begins a browser, `place` is where the page is, `others`
 * are the files of the units `02` … `16`, `but` is what the console may say. Resolves to the browser's version.
 */
export async function story(t, { start, but }, { url, origin, alias }, others) {
  const profile = join(scratch(), 'profile');
  const begin = async () => {
    const browser = await start({ profile, alias });
    t.after(() => browser.kill());
    return { browser, page: await open(browser, url) };
  };
  const first = await begin();
  const before = await firstHalf(first.page);
  await first.browser.kill('SIGKILL');
  const { browser, page } = await begin();
  await goesOn(page, before);
  await secondHalf(page);
  const path = await exportFile(page, await browser.downloads());
  await fileIsRight(page, path);
  await rollsUp(page, [path, ...others]);
  assertQuiet(page, origin, but);
  return browser.version;
}

/** From the library on, half of the sheet; resolves to what is seen. */
async function firstHalf(page) {
  assert.match(await words(page, 'body'), /还没有填过/);
  await page.click('.library a[href$="=strong_branch"]', { text: '开始填报' });
  await ready(page, '#/fill');
  assert.match(await words(page, '.total-bar__saved'), /填了就自动保存/);
  await fillHead(page, HEAD);
  for (const { id } of sections('ABCF')) if (ENTRIES[id]) await fillEntry(page, id, ENTRIES[id]);
  await page.press('Tab');
  await settled(page);
  assert.match(await words(page, '.total-bar__saved'), /^已保存（第 \d+ 次修改）$/);
  await openAll(page);
  const seen = { fields: await fields(page), shown: await shown(page), revision: await saved(page) };
  assert.deepEqual([seen.shown.total, seen.shown.sections], ['66', { A: '20', B: '30', C: '15', D: '0', E: '0', F: '1' }]);
  // D and E have three items each, and three vetoes are open.
  assert.equal(seen.shown.missing, 9);
  return seen;
}

/** After the power went off, one click goes on where it stopped. */
async function goesOn(page, before) {
  const record = await words(page, '[data-record]');
  assert.match(record, new RegExp(HEAD.name));
  assert.match(record, /已填 \d+\/2[012] 项，66 分/);
  assert.match(record, /还没有导出过/);
  assert.equal(await page.evaluate('document.querySelectorAll("[data-record]").length'), 1);
  await page.click('[data-record] a', { text: '接着填' });
  await ready(page, '#/fill');
  assert.deepEqual(await shown(page), before.shown);
  assert.equal(await saved(page), before.revision);
  await openAll(page);
  const now = await fields(page);
  assert.deepEqual(now, before.fields);
  assert.equal(now['remark-A1'], NOTED.remark);
  assert.equal(now['evidence-A1'], NOTED.evidence.join('\n'));
  assert.equal(now['F1.county'], '1');
}

/** The rest of it comes to the numbers worked out by hand. */
async function secondHalf(page) {
  for (const { id } of sections('DE')) await fillEntry(page, id, ENTRIES[id]);
  await answerVetoes(page, FULL.vetoes);
  await settled(page);
  const { total, sections: sums, grade, missing } = await shown(page);
  assert.deepEqual([total, sums, missing], ['101', { ...FULL.expect.sections, F: '1' }, 0]);
  assert.equal(grade, gradeLabel(FULL.expect.grade));
  // Second thoughts: the first of the sixteen, 97.5.
  await count(page, 'C1', 'reached', 27);
  await count(page, 'C1', 'expected', 30);
  await count(page, 'B5', 'months', 11);
  await page.fill('input[name="F1"][data-field="county"]', '');
  await page.press('Tab');
  await page.waitFor(total => document.querySelector('[data-total]').textContent === total, { args: [EXPECT.total] });
  assert.deepEqual((await shown(page)).sections, EXPECT.sections);
  assert.match(await words(page, '.total-bar'), /已填完，可以上报/);
  await settled(page);
}

/** The file says what the screen says, passes its schema, and the command line scores it the same. */
async function fileIsRight(page, path) {
  const { document, code } = readSealed(path);
  const revision = await saved(page);
  const notice = await words(page, '.alert[data-tone="success"]');
  assert.ok(notice.includes(`校验码 ${code}`), notice);
  assert.ok(notice.includes(basename(path)), `${notice} / ${basename(path)}`);
  assert.equal(basename(path), `${HEAD.name}_过硬党支部创建自评表_${YEAR}_上报_r${revision}_${code}.json`);
  const { body } = document;
  assert.equal(body.revision, revision);
  assert.equal(body.stage, 'submitted');
  assert.deepEqual(body.unit, HEAD);
  assert.deepEqual(body.result, { total: EXPECT.total, grade: EXPECT.grade });
  assert.equal(body.entries.A1.remark, NOTED.remark);
  assert.deepEqual(body.entries.A1.evidence, NOTED.evidence.map(name => ({ name })));
  assert.deepEqual(body.entries.E1, FULL.entries.E1);
  conforms('submission', document);
  const scored = yardstick('score', path);
  assert.deepEqual([scored.totals.total, scored.totals.standing.grade, scored.totals.missing], [EXPECT.total, EXPECT.grade, 0]);
  assert.deepEqual(Object.fromEntries(scored.sections.map(one => [one.section, one.obtained])), EXPECT.sections);
  assert.equal(scored.check_code, code);
}

/** The committee takes in sixteen such files. */
async function rollsUp(page, paths) {
  await go(page, '#/rollup');
  await page.setFileInputFiles('#drop-files', paths);
  await page.waitForSelector('#commit');
  await commit(page, paths.length);
  await placesAreRight(page);
}
