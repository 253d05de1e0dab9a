// The browser is killed at any moment: what was said to be saved is there. YARDSTICK_KILLS is how often
// in each browser.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { STORES } from './lib/damage.mjs';
import { record } from './lib/figures.mjs';
import { KILLS, LONG, heard, labour, random, stateOf, work } from './lib/labour.mjs';
import { isTorn } from './lib/leveldb.mjs';
import { begin } from './lib/lives.mjs';
import { serve } from './lib/server.mjs';
import { DIST, fields, openAll, saved, scratch } from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

/** The longest time between two of them, in milliseconds; a long run has the edits of many. */
const LONGEST = LONG ? 3000 : 1200;
/** More than a browser does until it is killed. */
const EDITS = 2000;

/** A profile from its first start on. */
async function first(t, chosen, server) {
  const profile = join(scratch(), 'profile');
  return { ...await begin(t, chosen, server, profile), isTorn: () => isTorn(STORES.IndexedDB(profile)) };
}

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: killed ${KILLS} times, everything that was said to be saved is there`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const seed = Math.floor(Math.random() * 2 ** 31);
    t.diagnostic(`seed ${seed}`);
    const below = random(seed);
    let { browser, page, ...life } = await first(t, chosen, server);
    const times = [];
    const lost = [];
    let ahead = 0;
    let thrown = 0;
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
      const torn = life.isTorn();

      ({ browser, page } = await life.again());
      const found = await saved(page, { timeout: torn ? 2000 : 10_000 }).catch(() => 0);
      if (found > 0) await openAll(page);
      const [told, now] = [done[last] ?? 0, await fields(page)];
      // The browser may have saved more than it could still tell.
      const state = stateOf(states, now, told);
      if (found >= least && state >= 0) {
        ahead += Number(state > told);
        continue;
      }
      // See leveldb.mjs: what a browser threw away is not the page's loss, but the page must say so.
      if (torn && await page.evaluate('document.querySelector(".alert") !== null')) {
        thrown += 1;
      } else {
        lost.push({ kill, torn, least, found, expected: states[told], now, page: await page.describe() });
      }
      await browser.kill();
      ({ browser, page, ...life } = await first(t, chosen, server));
    }
    await browser.close();
    const middle = times.sort((a, b) => a - b)[times.length >> 1];
    record(`kills-${chosen.name}`, {
      kills: KILLS, acknowledged_edits: times.length, kills_that_lost_something: lost.length, kills_with_more_saved_than_told: ahead,
      stores_the_browser_threw_away: thrown, milliseconds_until_acknowledged: Math.round(middle * 10) / 10,
    });
    assert.deepEqual(lost, []);
    assert.ok(times.length >= 10 * KILLS, `${times.length} edits were acknowledged: the test has seen work`);
  });
}
