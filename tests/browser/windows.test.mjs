// Two windows fill the same sheet as fast as they can: of every answer one is told that it is saved, or
// that the other window was first. Nothing that was said to be saved is overwritten.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { record } from './lib/figures.mjs';
import { LONG, heard, labour, random, stateOf, work } from './lib/labour.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, fields, fillHead, open, openAll, ready, saved } from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

/** So many edits both windows want to make before the one that came second looks again. */
const BURST = 50;
/** So many edits in each browser: ten thousand in all in a long run. */
const EDITS = LONG ? 3400 : 300;

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: two windows, ${EDITS} edits, none lost`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const browser = await launch({ browser: chosen });
    t.after(() => browser.close());
    const below = random(11);
    const first = await open(browser, server.url + NEW);
    await fillHead(first, { name: '白杨镇石桥村党支部', unit_type: 'village' });
    await saved(first);
    const windows = [first, await open(browser, server.url + await first.evaluate('location.hash'))];
    for (const page of windows) await openAll(page);
    let before = await fields(windows[1]);
    let acknowledged = 0;
    let told = 0;
    while (acknowledged + told < EDITS) {
      const labours = windows.map(() => labour(before, BURST, below));
      for (const page of windows) page.console.length = 0;
      await Promise.all(windows.map((page, n) => page.evaluate(work, labours[n].edits)));
      const ended = page => heard(page).failure || heard(page).acks.length === BURST;
      for (let round = 0; !windows.every(ended); round += 1) {
        assert.ok(round < 600, 'both windows come to an end');
        await wait(50);
      }
      const second = windows.findIndex(page => heard(page).failure);
      assert.ok(second >= 0, 'both were told that all was saved: one has overwritten the other');
      const [loser, winner] = [windows[second], windows[1 - second]];
      assert.equal(heard(winner).failure, undefined, 'one of them could go on');
      assert.deepEqual(heard(loser).acks, [], 'whoever was told so could not save before either');
      assert.match(await loser.evaluate(() => document.querySelector('.alert[data-tone="error"]').innerText), /另一个窗口/);
      acknowledged += heard(winner).acks.length;
      told += 1;

      await loser.reload();
      await ready(loser, '#/fill');
      await openAll(loser);
      const { states, done } = labours[1 - second];
      before = await fields(loser);
      assert.equal(stateOf(states, before, done.at(-1)), done.at(-1), `after ${acknowledged} edits: ${JSON.stringify(before)}`);
    }
    record(`two-windows-${chosen.name}`, { acknowledged_edits: acknowledged, told_as_a_conflict: told, lost: 0 });
  });
}
