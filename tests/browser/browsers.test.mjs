// The built files in the three promised browsers: below a sub-path, on plain http, without WebAssembly.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, answerVetoes, assertQuiet, fields, fillEntry, fillHead, open, openAll, ready, saved, scratch, shown } from './lib/sheet.mjs';

// Chromium 86 knows the older word for the same permission only.
const EXPECTED = { 86: /Content Security Policy.*'wasm-unsafe-eval'|'wasm-unsafe-eval'.*Content Security Policy/s };
// Takes WebAssembly away in all three; `--noexpose-wasm` no longer does in the current one.
const NO_WASM = '--js-flags=--jitless';

/** One item of each kind of rule, and each special box. */
const SHEET = {
  A1: { answer: { choice: 'yes' }, remark: '按期换届。', evidence: ['换届选举会议记录', '上级批复'] },
  B1: { answer: { counts: { quarters: 3 } } },
  B2: { not_applicable: true },
  C1: { answer: { counts: { reached: 27, expected: 30 } } },
  C2: { answer: { choice: 'late' } },
  D1: { answer: { elements: { have: ['flag', 'oath'], exempt: ['venue'] } } },
  D2: { answer: { elements: { have: [], exempt: [] } } },
  E3: { answer: { counts: { issued: 12, satisfied: 6, fairly_satisfied: 1, dissatisfied: 0, unknown: 4 } } },
  F1: { answer: { counts: { county: 1 } } },
};
const HEAD = { name: '白杨镇石桥村党支部', code: 'BY01', unit_type: 'village', superior: '白杨镇党委' };
/** What that must look like after a reload. */
const FIELDS = {
  'A1=yes': true, 'remark-A1': '按期换届。', 'evidence-A1': '换届选举会议记录\n上级批复',
  'B1.quarters': '3', 'B2=not_applicable/applies': true, 'C1.reached': '27', 'C1.expected': '30', 'C2=late': true,
  'D1=flag': true, 'D1=oath': true, 'D1=venue/exempt': true, 'D2=none/none': true,
  'E3.issued': '12', 'E3.satisfied': '6', 'E3.fairly_satisfied': '1', 'E3.dissatisfied': '0', 'E3.unknown': '4',
  'F1.county': '1', 'V1=no/veto': true, 'V2=yes/veto': true,
  'unit-name': HEAD.name, 'unit-code': 'BY01', 'unit-superior': HEAD.superior, 'unit-type': 'village',
};
// A1 4; B1 6 - 1.5; C1 27/30 = 90 % -> 3, C2 2; D1 5 - 3 (the venue is excused), D2 0; E3 7 answers < 10, dropped.
const SECTIONS = { A: '4', B: '4.5', C: '5', D: '2', E: '0', F: '1' };
// 15.5 of 100 - 6 (B2) - 8 (E3) = 86: 18.023… -> 18.02, and the bonus of 1.
const TOTAL = '19.02';

const running = new Map();
before(async () => {
  for (const chosen of list()) {
    running.set(chosen.name, await launch({ browser: chosen, hosts: ['intranet.example'] }));
  }
});
after(() => Promise.all([...running.values()].map(browser => browser.close())));

async function whole(t, name, url, origin) {
  const page = await open(running.get(name), url + NEW);
  t.after(() => page.close());
  await fillHead(page, { ...HEAD, period: '' });
  for (const [item, entry] of Object.entries(SHEET)) await fillEntry(page, item, entry);
  await answerVetoes(page, { V1: false, V2: true });
  await page.press('Tab');
  await saved(page);
  const before = await shown(page);
  assert.deepEqual(before.sections, SECTIONS);
  assert.equal(before.total, TOTAL);
  assert.match(await page.evaluate('location.hash'), /^#\/fill\?record=/);

  await page.reload();
  await ready(page, '#/fill');
  assert.deepEqual(await shown(page), before);
  await openAll(page);
  assert.deepEqual(await fields(page), FIELDS);
  assertQuiet(page, origin, EXPECTED[name]);
  return page;
}

for (const { name } of list()) {
  test(`Chromium ${name}: below a sub-path, filled with the mouse, saved, there again`, async t => {
    const server = await serve(DIST, { prefix: '/a/b/' });
    t.after(() => server.close());
    const page = await whole(t, name, server.url, server.origin);
    assert.ok(server.requests.length > 3);
    assert.deepEqual(server.requests.filter(one => one.status !== 200 || !one.path.startsWith('/a/b/')), []);
    if (name === '86') assert.ok(page.console.length > 0, 'the console is listened to: 86 has its notice');
  });

  test(`Chromium ${name}: on plain http of an intranet`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const url = server.url.replace('127.0.0.1', 'intranet.example');
    const page = await whole(t, name, url, new URL(url).origin);
    assert.equal(await page.evaluate('isSecureContext'), false);
  });

  test(`Chromium ${name}: without WebAssembly and without scripts there is a text, not a white page`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const bare = await launch({ browser: name, extraArgs: [NO_WASM] });
    t.after(() => bare.close());
    const page = await bare.newPage(server.url);
    assert.equal(await page.evaluate('typeof WebAssembly'), 'undefined');
    await page.waitFor(() => document.querySelector('#floor[data-failed]'));
    await readable(page, scratch());

    const still = await running.get(name).newPage();
    t.after(() => still.close());
    await still.send('Emulation.setScriptExecutionDisabled', { value: true });
    await still.goto(server.url);
    assert.equal(await still.evaluate('document.querySelector("#app").childElementCount'), 0, 'no script has run');
    await readable(still, scratch());
  });
}

async function readable(page, folder) {
  const text = await page.evaluate(() => {
    const floor = document.querySelector('#floor');
    const box = floor.getBoundingClientRect();
    return { words: floor.innerText, high: box.height, wide: box.width, ink: getComputedStyle(floor).color, paper: getComputedStyle(document.documentElement).backgroundColor };
  });
  assert.match(text.words, /浏览器太旧，或者禁用了 WebAssembly/);
  assert.match(text.words, /以前填好的内容还在/);
  assert.ok(text.high > 100 && text.wide > 200, JSON.stringify(text));
  assert.notEqual(text.ink, text.paper);
  assert.ok(shades(await page.screenshot(`${folder}/floor.png`)) > 20, 'the picture shows more than one colour');
}

/** How many byte values the packed pixels of a PNG have: two or three when all are alike. */
function shades(path) {
  const png = readFileSync(path);
  const parts = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return new Set(inflateSync(Buffer.concat(parts))).size;
}
