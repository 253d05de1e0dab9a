// The files of a browser's two stores are damaged while it is closed: what was saved is still there, or the
// page says what is not. Never does it look as on the first day.

import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { DAMAGES, STORES } from './lib/damage.mjs';
import { record } from './lib/figures.mjs';
import { heard, labour, random, work } from './lib/labour.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, fields, fillHead, go, open, openAll, saved, scratch } from './lib/sheet.mjs';

const EDITS = 150;
const folder = scratch();

/** A profile whose browser was closed in peace: where the record is, and what it holds. */
async function prepare(chosen, url, profile) {
  const browser = await launch({ browser: chosen, profile });
  const page = await open(browser, url + NEW);
  await fillHead(page, { name: '白杨镇石桥村党支部', unit_type: 'village' });
  await openAll(page);
  await saved(page);
  const { edits } = labour(await fields(page), EDITS, random(3));
  await page.evaluate(work, edits);
  await page.waitFor(() => document.body.dataset.saveState === 'saved');
  while (heard(page).acks.length < EDITS) await page.waitFor('true');
  const sheet = await fields(page);
  const hash = await page.evaluate('location.hash');
  // A sheet that is left is copied; otherwise it takes a moment of rest.
  await go(page, '#/');
  const made = {
    hash,
    fields: sheet,
    copied: await page.evaluate(() => Object.keys(localStorage).some(key => key.startsWith('yardstick.mirror.'))),
  };
  await browser.close();
  return made;
}

const alerts = page => page.evaluate(() => [...document.querySelectorAll('.alert')].map(alert => alert.innerText).join('\n'));

/** What is to be seen of it after the damage: on the first page, and of the record. */
async function look(chosen, url, profile, { hash, fields: before }) {
  const browser = await launch({ browser: chosen, profile });
  try {
    const page = await open(browser, url);
    const home = await alerts(page);
    const listed = await page.evaluate('document.querySelector("[data-record]") !== null');
    const sheet = await open(browser, url + hash);
    const stands = await sheet.evaluate('document.querySelector(".sheet") !== null');
    if (stands) await openAll(sheet);
    const now = stands ? await fields(sheet) : {};
    const there = await alerts(sheet);
    // Nobody goes to a record that is not listed.
    const said = listed ? `${home}\n${there}`.trim() : home;
    const kept = JSON.stringify(Object.entries(now).sort()) === JSON.stringify(Object.entries(before).sort());
    return { listed, kept, said };
  } finally {
    await browser.kill();
  }
}

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: damaged stores are noticed`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const whole = join(folder, chosen.name);
    const made = await prepare(chosen, server.url, whole);
    if (!made.copied) {
      t.skip('this build keeps no copy beside its store');
      return;
    }
    const figures = { damaged_stores: 0, noticed: 0, everything_still_there: 0, lost_in_silence: 0 };
    const silent = [];
    for (const [name, where] of Object.entries(STORES)) {
      for (const [how, damage] of Object.entries(DAMAGES)) {
        const profile = join(folder, `${chosen.name}-damaged`);
        cpSync(whole, profile, { recursive: true });
        damage(where(profile));
        const { listed, kept, said } = await look(chosen, server.url, profile, made);
        rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
        t.diagnostic(`${name}, ${how}: ${kept ? 'everything is there' : 'NOT everything is there'}${listed ? '' : ', not listed'}; ${said.replaceAll('\n', ' ') || 'nothing said'}`);
        figures.damaged_stores += 1;
        if (said) figures.noticed += 1;
        if (kept) figures.everything_still_there += 1;
        if (!kept && !said) silent.push(`${name}, ${how}`);
      }
    }
    record(`damage-${chosen.name}`, { ...figures, lost_in_silence: silent.length });
    assert.deepEqual(silent, []);
    assert.equal(figures.noticed, figures.damaged_stores);
    assert.equal(figures.everything_still_there, figures.damaged_stores);
  });
}
