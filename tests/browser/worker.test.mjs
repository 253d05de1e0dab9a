// Hundreds of files: they are read in a worker, so that the page stays alive; where there is none, or it dies, in the
// page, with the same numbers.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { list } from './lib/browsers.mjs';
import { readCase, standard } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { sealed } from './lib/documents.mjs';
import { zip } from './lib/infect.mjs';
import { refused, watchPolicy } from './lib/policy.mjs';
import { serve } from './lib/server.mjs';
import { DIST, ready, scratch } from './lib/sheet.mjs';

const COUNT = 200;
const folder = scratch();
const singles = [];
const heap = join(folder, '全镇.zip');
let server;

before(async () => {
  server = await serve(DIST);
  const template = standard();
  const cases = Array.from({ length: 16 }, (_, n) => readCase('sixteen', String(n + 1).padStart(2, '0')));
  mkdirSync(join(folder, 'singles'));
  const inside = [];
  for (let n = 0; n < COUNT; n += 1) {
    const { unit, entries, vetoes } = cases[n % 16];
    const number = String(n).padStart(3, '0');
    const body = {
      unit: { ...unit, name: `第${number}村党支部`, code: `W${number}` }, period: '2026', stage: 'draft', revision: n + 1, entries, vetoes, template,
    };
    const text = sealed({ format: 'yardstick.submission', version: 1, id: `unit-${number}`, body });
    singles.push(join(folder, 'singles', `${number}.json`));
    writeFileSync(singles[n], text);
    inside.push([`${number}.json`, text]);
  }
  // One that was changed, and one that is none of ours, in the middle.
  inside.splice(99, 0, ['改.json', inside[5][1].replace('第005村', '别的村')], ['说明.txt', '请查收']);
  writeFileSync(heap, zip(inside));
});
after(() => server.close());

// Runs before anything else in the page. Watches how long the page stands still, and what workers say; `how` takes the
// worker away, or lets it die.
function watch(how) {
  window.seen = { workers: 0, briefs: 0, nothing: 0, longest: 0, table: 0 };
  let last = 0;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    // The table of all files comes at the end, in one go.
    const what = document.querySelector('#commit') ? 'table' : 'longest';
    if (last > 0) window.seen[what] = Math.max(window.seen[what], now - last);
    last = now;
    if (window.seen.watching) channel.port2.postMessage(0);
  };
  window.watching = on => {
    window.seen.watching = on;
    last = 0;
    if (on) channel.port2.postMessage(0);
  };
  if (how === 'none') {
    delete window.Worker;
    return;
  }
  const Real = Worker;
  window.Worker = class extends Real {
    constructor(address) {
      if (how === 'throws') throw new Error('no worker');
      super(address);
      window.seen.workers += 1;
      let answers = 0;
      this.addEventListener('message', event => {
        if (!Array.isArray(event.data)) return;
        answers += 1;
        for (const brief of event.data) window.seen[brief === null ? 'nothing' : 'briefs'] += 1;
        if (answers < 5) return;
        if (how === 'silent') super.terminate();
        if (how === 'error') {
          event.stopImmediatePropagation();
          this.dispatchEvent(new ErrorEvent('error', { cancelable: true }));
        }
      });
    }
  };
}

/** Gives files to the committee, has them count, and resolves to what was seen, and what stands on the screen then. */
async function counted(chosen, url, files, how) {
  const browser = await launch({ browser: chosen });
  try {
    return await counts(await browser.newPage(), url, files, how);
  } finally {
    await browser.close();
  }
}

async function counts(page, url, files, how) {
  await watchPolicy(page);
  await page.onNewDocument(watch, how);
  await page.onNewDocument(() => localStorage.setItem('yardstick.lang', 'zh-Hans'));
  await page.goto(`${url}#/rollup`);
  await ready(page, '#/rollup');
  await page.evaluate(() => watching(true));
  const began = Date.now();
  await page.setFileInputFiles('#drop-files', files);
  await page.waitForSelector('#commit', { timeout: 60_000 });
  const took = Date.now() - began;
  await page.evaluate(() => watching(false));
  const staged = await page.evaluate(() => [...document.querySelectorAll('tr[data-verdict]')].map(row => [row.dataset.verdict, row.innerText]));
  await page.click('#commit');
  await page.waitFor(count => document.querySelectorAll('tr[data-unit]').length === count, { args: [COUNT], timeout: 60_000 });
  const rollup = await page.evaluate(() => ['.figures', '.matrix', '.missed'].map(part => document.querySelector(part)?.innerText));
  const seen = await page.evaluate('seen');
  assert.deepEqual(await refused(page), []);
  assert.deepEqual(page.exceptions, []);
  return { seen, staged, rollup, took };
}

for (const chosen of list()) {
  for (const place of ['from a site', 'as one file']) {
    test(`Chromium ${chosen.name}, ${place}: hundreds of files are read in a worker, and come to the same without one`, async t => {
      const url = place === 'from a site' ? server.url : pathToFileURL(join(DIST, 'yardstick.html')).href;
      for (const [what, files, others] of [['one archive', [heap], 2], ['single files', singles, 0]]) {
        const there = await counted(chosen, url, files, 'there');
        assert.equal(there.staged.length, COUNT + others, 'each stands there once');
        assert.deepEqual(there.staged.filter(([verdict]) => verdict === 'accepted').length, COUNT);
        assert.deepEqual([there.seen.workers, there.seen.briefs, there.seen.nothing], [1, COUNT, others], 'a worker read them');
        const here = await counted(chosen, url, files, 'none');
        assert.deepEqual([here.seen.workers, here.seen.briefs], [0, 0]);
        assert.deepEqual([here.staged, here.rollup], [there.staged, there.rollup]);
        const said = ({ seen, took }) => `${Math.round(seen.longest)} ms of ${took}, ${Math.round(seen.table)} ms for the table`;
        t.diagnostic(`${what}: longest standstill with a worker ${said(there)}; without ${said(here)}`);
        for (const how of what === 'one archive' ? ['silent', 'error', 'throws'] : []) {
          const dead = await counted(chosen, url, files, how);
          assert.deepEqual([dead.staged, dead.rollup], [there.staged, there.rollup], how);
          assert.ok(dead.seen.briefs < COUNT / 2, `${how}: ${dead.seen.briefs}`);
        }
      }
    });
  }
}
