// The whole story in every browser, however the page is opened: each cell of target/matrix.json is
// ok, FAILED, or not run with the reason. MATRIX=WebKit or MATRIX=file runs what has that in its name.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { TARGET } from './lib/cases.mjs';
import { UNITS, fillUnit } from './lib/committee.mjs';
import { NotRun } from './lib/documents.mjs';
import { COLUMNS, ROWS } from './lib/matrix.mjs';
import { serve } from './lib/server.mjs';
import { DIST, open, scratch } from './lib/sheet.mjs';
import { story } from './lib/story.mjs';

const wanted = process.env.MATRIX ?? '';
const cells = [];
const others = [];

// Fifteen units have handed in before, from the oldest browser that is there.
before(async () => {
  const row = ROWS.find(row => row.missing === '');
  const server = await serve(DIST);
  const browser = await row.start({});
  try {
    const tab = await open(browser, server.url);
    const saver = await browser.downloads(join(scratch(), 'from units'));
    for (const unit of UNITS.slice(1)) others.push(await fillUnit(tab, saver, unit));
  } finally {
    await browser.close();
    await server.close();
  }
});

after(() => {
  mkdirSync(TARGET, { recursive: true });
  writeFileSync(join(TARGET, 'matrix.json'), `${JSON.stringify(cells, null, 1)}\n`);
});

for (const row of ROWS) {
  for (const column of COLUMNS) {
    const name = `${row.name}, ${column.name}`;
    if (!name.includes(wanted)) continue;
    const cell = { browser: row.name, column: column.name };
    cells.push(cell);
    test(name, async t => {
      const began = Date.now();
      const missing = row.missing || column.missing;
      try {
        if (missing) throw new NotRun(missing);
        const place = await column.open();
        t.after(() => place.close());
        cell.version = await story(t, row, place, others);
        cell.result = 'ok';
      } catch (error) {
        const notRun = error instanceof NotRun;
        Object.assign(cell, { result: notRun ? 'not run' : 'FAILED', reason: error.message.split('\n')[0] });
        if (!notRun) throw error;
        t.skip(cell.reason);
      } finally {
        cell.seconds = Math.round((Date.now() - began) / 100) / 10;
      }
    });
  }
}
