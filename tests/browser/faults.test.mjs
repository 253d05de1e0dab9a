// Real browsers without room to save: it is said within a second, and what was saved before stays.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { smallDisk } from './lib/disk.mjs';
import { orSkip } from './lib/documents.mjs';
import { record } from './lib/figures.mjs';
import { heard, labour, random, stateOf, work } from './lib/labour.mjs';
import { begin } from './lib/lives.mjs';
import { serve } from './lib/server.mjs';
import { DIST, fields, openAll, saved, scratch } from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

/** So many edits are saved while there is room. */
const BEFORE = 40;
/** So many milliseconds may pass until a failure is on the screen. */
const SOON = 1000;

async function heardOf(page, what) {
  for (let round = 0; round < 600; round += 1) {
    if (what(heard(page))) return heard(page);
    await wait(50);
  }
  throw new Error(`nothing was heard of it\n${await page.describe()}`);
}

/** Edits, takes the room away by `fill(page)`, edits until that shows; kills the browser, gives the room back, and looks. */
async function runsOutOfRoom(t, chosen, profile, fill, free) {
  const server = await serve(DIST);
  t.after(() => server.close());
  const { browser, page, again } = await begin(t, chosen, server, profile);
  await openAll(page);
  const { edits, states, done } = labour(await fields(page), 2000, random(7));
  await page.evaluate(work, edits.slice(0, BEFORE));
  await heardOf(page, ({ acks }) => acks.length === BEFORE);
  await fill(page);
  await page.evaluate(work, edits, BEFORE);
  const { acks, failure } = await heardOf(page, ({ failure }) => failure !== undefined);
  const [, , milliseconds] = failure;
  const notice = await page.evaluate(() => document.querySelector('.alert[data-tone="error"]').innerText);
  await browser.kill();
  await free();

  const { page: next } = await again();
  const [last, revision] = acks.at(-1);
  const found = await saved(next);
  await openAll(next);
  const now = await fields(next);
  assert.ok(found >= revision, `revision ${revision} was said to be saved, ${found} is there`);
  assert.ok(stateOf(states, now, done[last]) >= 0, `${JSON.stringify(now)}\nis not ${JSON.stringify(states[done[last]])}`);
  assert.ok(milliseconds <= SOON, `it was said after ${milliseconds} ms`);
  return { saved_before_and_still_there: acks.length, milliseconds_until_said: Math.round(milliseconds), notice };
}

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: the disk is full`, t => orSkip(t, async () => {
    const disk = smallDisk(t, 160);
    const { notice, ...figures } = await runsOutOfRoom(t, chosen, join(disk.folder, 'profile'), () => disk.fill(), () => disk.free());
    assert.match(notice, /没有保存|空间/);
    record(`disk-full-${chosen.name}`, figures);
  }));
}

// 86 has no such command, and in today's it changes nothing.
test('Chromium 109: the store has all it may have', async t => {
  const [chosen] = list().filter(({ name }) => name === '109');
  const fill = page => page.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.requests[0].url).origin, quotaSize: 1 });
  const { notice, ...figures } = await runsOutOfRoom(t, chosen, join(scratch(), 'profile'), fill, () => {});
  assert.match(notice, /空间用完了/);
  record('quota-full-109', figures);
});
