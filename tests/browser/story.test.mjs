// The first afternoon of somebody who fills a sheet, with the power going off in the middle; then
// the power going off at any moment.

import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { test } from 'node:test';

import { gradeLabel, items, readCase } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { conforms, orSkip, readSealed, yardstick } from './lib/documents.mjs';
import { serve } from './lib/server.mjs';
import {
  DIST, NEW, YEAR, answerVetoes, assertQuiet, count, exportFile, fields, fillEntry, fillHead, open, openAll, ready,
  saved, scratch, shown, tick,
} from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

const HEAD = { name: '白杨镇石桥村党支部', code: 'BY01', unit_type: 'village', superior: '青禾县白杨镇党委' };
const NOTED = { remark: '2025年10月完成换届，上级已批复。', evidence: ['换届选举会议记录', '镇党委批复'] };

/** A page of its own for each life of the browser; the profile stays. */
async function start(t, profile, url) {
  const browser = await launch({ profile });
  t.after(() => browser.kill());
  return { browser, page: await open(browser, url) };
}

test('a sheet is filled, survives the power going off, is finished, exported and checks out', async t => {
  const server = await serve(DIST);
  t.after(() => server.close());
  const profile = join(scratch(), 'profile');
  const full = readCase('strong_branch', '01-full-marks');
  const first = await start(t, profile, server.url);
  const noted = { ...full.entries, A1: { ...full.entries.A1, ...NOTED } };

  await t.test('half of it, from the library on', async () => {
    const { page } = first;
    assert.match(await page.evaluate('document.body.innerText'), /还没有填过/);
    await page.click('.library a[href$="=strong_branch"]', { text: '开始填报' });
    await ready(page, '#/fill');
    assert.match(await page.evaluate('document.querySelector(".total-bar__saved").textContent'), /填了就自动保存/);
    await fillHead(page, HEAD);
    for (const { id } of items().filter(item => 'ABC'.includes(item.section))) await fillEntry(page, id, noted[id]);
    await saved(page);
    assert.match(await page.evaluate('document.querySelector(".total-bar__saved").textContent'), /^已保存（第 \d+ 次修改）$/);
    const { total, sections, missing } = await shown(page);
    assert.deepEqual([total, sections], ['65', { A: '20', B: '30', C: '15', D: '0', E: '0', F: '0' }]);
    // D and E have three items each, and three vetoes are open.
    assert.equal(missing, 9);
  });

  await openAll(first.page);
  const before = { fields: await fields(first.page), shown: await shown(first.page), revision: await saved(first.page) };
  await first.browser.kill('SIGKILL');
  const { browser, page } = await start(t, profile, server.url);

  await t.test('after the power went off, one click goes on where it stopped', async () => {
    const record = await page.evaluate(() => document.querySelector('[data-record]').innerText);
    assert.match(record, /白杨镇石桥村党支部/);
    assert.match(record, /已填 14\/2[01] 项，65 分/);
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
  });

  await t.test('the rest of it comes to the numbers worked out by hand', async () => {
    for (const { id } of items().filter(item => 'DE'.includes(item.section))) await fillEntry(page, id, noted[id]);
    await answerVetoes(page, full.vetoes);
    await saved(page, { after: before.revision });
    const { total, sections, grade, missing } = await shown(page);
    assert.deepEqual([total, sections, missing], [full.expect.total, full.expect.sections, 0]);
    assert.equal(grade, gradeLabel(full.expect.grade));
    // Second thoughts: the first of the sixteen, 97.5.
    const other = readCase('sixteen', '01');
    await count(page, 'C1', 'reached', 27);
    await count(page, 'C1', 'expected', 30);
    await count(page, 'B5', 'months', 11);
    await page.waitFor(total => document.querySelector('[data-total]').textContent === total, { args: [other.expect.total] });
    assert.deepEqual((await shown(page)).sections, other.expect.sections);
    assert.match(await page.evaluate('document.querySelector(".total-bar").innerText'), /已填完，可以上报/);
  });

  const downloads = await browser.downloads();
  const revision = await saved(page);
  const path = await exportFile(page, downloads);
  const expect = readCase('sixteen', '01').expect;

  await t.test('the file says what the screen says', async () => {
    const { document, code } = readSealed(path);
    const notice = await page.evaluate(() => document.querySelector('.alert[data-tone="success"]').innerText);
    assert.ok(notice.includes(`校验码 ${code}`), notice);
    assert.ok(notice.includes(basename(path)), `${notice} / ${basename(path)}`);
    assert.equal(basename(path), `${HEAD.name}_过硬党支部创建自评表_${YEAR}_上报_r${revision}_${code}.json`);
    const { body } = document;
    assert.equal(body.revision, revision);
    assert.equal(body.stage, 'submitted');
    assert.deepEqual(body.unit, HEAD);
    assert.deepEqual(body.result, { total: expect.total, grade: expect.grade });
    assert.equal(body.entries.A1.remark, NOTED.remark);
    assert.deepEqual(body.entries.A1.evidence, NOTED.evidence.map(name => ({ name })));
    assert.deepEqual(body.entries.E1, full.entries.E1);
    assertQuiet(page, server.origin);
  });

  await t.test('the file passes its schema', t => orSkip(t, () => conforms('submission', readSealed(path).document)));

  await t.test('the command line scores it the same', t => orSkip(t, () => {
    const { totals, sections, check_code: code } = yardstick('score', path);
    assert.deepEqual([totals.total, totals.standing.grade, totals.missing], [expect.total, expect.grade, 0]);
    assert.deepEqual(Object.fromEntries(sections.map(one => [one.section, one.obtained])), expect.sections);
    assert.equal(code, readSealed(path).code);
  }));
});

// Runs in the page: keeps every acknowledged state, and sends it out before the next event.
function watch() {
  const told = () => {
    const text = document.querySelector('.total-bar__saved')?.textContent ?? '';
    if (document.body.dataset.saveState !== 'saved' || !/第 \d+ 次/.test(text)) return;
    const fields = {};
    for (const input of document.querySelectorAll('.sheet input[data-field]')) fields[`${input.name}.${input.dataset.field}`] = input.value;
    for (const input of document.querySelectorAll('.sheet input[name]:checked')) fields[`${input.name}=${input.value}`] = true;
    fields.remark = document.querySelector('#remark-A1')?.value;
    const total = document.querySelector('[data-total]').textContent;
    console.debug(`ACK ${JSON.stringify({ revision: Number(/\d+/.exec(text)[0]), total, fields })}`);
  };
  new MutationObserver(told).observe(document.body, { attributes: true, subtree: true, childList: true, characterData: true });
}

test('killed at any moment, everything that was said to be saved is there', async t => {
  const server = await serve(DIST);
  t.after(() => server.close());
  const profile = join(scratch(), 'profile');
  let { browser, page } = await start(t, profile, server.url + NEW);
  await fillHead(page, { ...HEAD, superior: '' });
  await saved(page);
  const hash = await page.evaluate('location.hash');
  let known = { revision: 0 };
  let acknowledged = 0;
  let killedBusy = 0;

  for (let round = 0; round < 5; round += 1) {
    await page.evaluate(watch);
    await openAll(page);
    const moment = 300 + Math.random() * 2200;
    const busy = work(page, round).catch(error => { if (!/browser/.test(error.message)) throw error; });
    await wait(moment);
    await browser.kill('SIGKILL');
    await busy;
    const acks = page.console.filter(line => line.text.startsWith('ACK ')).map(line => JSON.parse(line.text.slice(4)));
    acknowledged += acks.length;
    const states = page.console.length;
    const last = acks.at(-1) ?? known;
    ({ browser, page } = await start(t, profile, server.url + hash));
    const found = await saved(page);
    t.diagnostic(`killed after ${Math.round(moment)} ms: ${acks.length} states acknowledged, the last was revision ${last.revision}, found ${found} (${states} lines)`);
    assert.ok(found >= last.revision, `revision ${last.revision} was said to be saved, ${found} is there`);
    if (found > last.revision) killedBusy += 1;
    if (found === last.revision && acks.length > 0) {
      await openAll(page);
      assert.equal((await shown(page)).total, last.total);
      const now = await fields(page);
      for (const [name, value] of Object.entries(last.fields)) {
        assert.equal(now[name === 'remark' ? 'remark-A1' : name] ?? '', value ?? '', `${name} at revision ${found}`);
      }
    }
    known = { revision: found };
  }
  assert.ok(acknowledged >= 5, `${acknowledged} states were acknowledged: the test has seen work`);
  t.diagnostic(`${acknowledged} acknowledged states, ${killedBusy} kills with more on disk than acknowledged`);
});

// Ticks and types until the browser is gone.
async function work(page, round) {
  for (let n = 0; ; n += 1) {
    await tick(page, 'A1', (n + round) % 2 ? 'yes' : 'no');
    await count(page, 'B1', 'quarters', (n + round) % 5);
    await tick(page, 'D2', ['study', 'dues', 'openness'][n % 3]);
    await page.click('#remark-A1');
    await page.typeKeys(`第${n}次`);
    await count(page, 'B2', 'months', (n + round) % 13);
  }
}
