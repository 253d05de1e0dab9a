// The window is closed right after a keystroke: nothing was promised yet. How often it is there all the same is
// measured; what had been saved before is there in any case.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { record } from './lib/figures.mjs';
import { begin } from './lib/lives.mjs';
import { serve } from './lib/server.mjs';
import { DIST, saved, scratch } from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

/** Milliseconds between the keystroke and the end of the browser. */
const AFTER = [0, 10, 50, 100, 200, 400];

const NAME = '白杨镇石桥村党支部';
const name = page => page.evaluate('document.querySelector("#unit-name").value');

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: closed right after a keystroke`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    let { browser, page, again } = await begin(t, chosen, server, join(scratch(), 'profile'));
    const kept = [];
    let before = NAME;
    for (const milliseconds of AFTER) {
      await page.click('#unit-name');
      await page.press('End');
      await page.typeKeys('1');
      await wait(milliseconds);
      await browser.close();
      ({ browser, page } = await again());
      await saved(page);
      const found = await name(page);
      assert.ok([before, `${before}1`].includes(found), `${found} is neither ${before} nor what was typed behind it`);
      kept.push(found !== before);
      before = found;
    }
    await browser.close();
    const after = kept.lastIndexOf(false) + 1;
    record(`closing-${chosen.name}`, {
      closed_right_after_a_keystroke: AFTER.length, last_keystroke_there: kept.filter(Boolean).length,
      milliseconds_after_which_it_always_was: AFTER[after] ?? -1,
    });
    assert.ok(kept.at(-1), `after ${AFTER.at(-1)} ms it is saved`);
  });
}
