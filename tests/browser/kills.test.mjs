// The browser is killed at any moment: what was said to be saved is there. YARDSTICK_KILLS is how often
// in each browser.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { record } from './lib/figures.mjs';
import { KILLS, LONG, heard, labour, random, stateOf, work } from './lib/labour.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, fields, fillHead, open, openAll, saved, scratch } from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

/** The longest time between two of them, in milliseconds; a long run has the edits of many. */
const LONGEST = LONG ? 3000 : 1200;
/** More than a browser does until it is killed. */
const EDITS = 2000;

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: killed ${KILLS} times, everything that was said to be saved is there`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const seed = Math.floor(Math.random() * 2 ** 31);
    t.diagnostic(`seed ${seed}`);
    const below = random(seed);
    const profile = join(scratch(), 'profile');
    const start = async hash => {
      const browser = await launch({ browser: chosen, profile });
      t.after(() => browser.kill());
      return { browser, page: await open(browser, server.url + hash) };
    };

    let { browser, page } = await start(NEW);
    await fillHead(page, { name: '白杨镇石桥村党支部', unit_type: 'village' });
    await saved(page);
    const hash = await page.evaluate('location.hash');
    const times = [];
    const lost = [];
    let ahead = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await openAll(page);
      const before = await fields(page);
      const revision = await saved(page);
      const { edits, states, done } = labour(before, EDITS, below);
      await page.evaluate(work, edits);
      await wait(150 + below(LONGEST));
      await browser.kill('SIGKILL');
      const { acks } = heard(page);
      times.push(...acks.map(([, , time]) => time));
      const [last, least] = acks.at(-1) ?? [-1, revision];

      ({ browser, page } = await start(hash));
      const found = await saved(page).catch(() => 0);
      if (found === 0) {
        lost.push({ kill, least, found, page: await page.describe() });
        break;
      }
      await openAll(page);
      const [told, now] = [done[last] ?? 0, await fields(page)];
      // The browser may have saved more than it could still tell.
      const state = stateOf(states, now, told);
      if (found < least || state < 0) lost.push({ kill, least, found, expected: states[told], now });
      else if (state > told) ahead += 1;
    }
    await browser.close();
    const middle = times.sort((a, b) => a - b)[times.length >> 1];
    record(`kills-${chosen.name}`, {
      kills: KILLS, acknowledged_edits: times.length, kills_that_lost_something: lost.length, kills_with_more_saved_than_told: ahead,
      milliseconds_until_acknowledged: Math.round(middle * 10) / 10,
    });
    assert.deepEqual(lost, []);
    assert.ok(times.length >= 10 * KILLS, `${times.length} edits were acknowledged: the test has seen work`);
  });
}
