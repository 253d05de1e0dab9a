// Every standard of the library, filled in as its example says, exported, and scored by the command line:
// lines, totals and figures are those worked out by hand.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { yardstick } from './lib/documents.mjs';
import { EXAMPLES, example as read, fillExample } from './lib/example.mjs';
import { assertQuiet, exportFile, open, scratch } from './lib/sheet.mjs';
import { stage } from './lib/stage.mjs';

const folder = scratch();
const here = stage();

for (const name of readdirSync(EXAMPLES).sort()) {
  test(`${name}: the example comes to its scorecard`, async t => {
    const [example, { expect }] = [read(name), read(name, 'scorecard')];
    const page = await open(here.browser, here.server.url, {
      // What is overdue is so on the day of the example, and its year is offered.
      now: `${example.as_of ?? '2026-12-31'}T04:00:00Z`,
    });
    t.after(() => page.close());
    await fillExample(page, name);
    if (expect.total) {
      assert.equal(await page.evaluate(() => document.querySelector('[data-total]').textContent), expect.total, 'the total on the screen');
    }
    const file = await exportFile(page, await here.browser.downloads(join(folder, name)));
    const scored = yardstick('score', file);
    const lines = Object.fromEntries(scored.lines.map(line => [line.item, line]));
    for (const [item, want] of Object.entries(expect.lines)) {
      const { obtained, obtainable, state } = lines[item];
      assert.deepEqual({ obtained, obtainable, state }, want, item);
    }
    assertQuiet(page, here.server.origin);
  });
}
