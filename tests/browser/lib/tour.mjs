// A walk over every screen.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DIST, readCase } from './cases.mjs';
import { fillExample } from './example.mjs';
import { PASSPHRASE, isLocked, trouble } from './keyring.mjs';
import { NEW, fillByEvents, go, saved, scratch, stored } from './sheet.mjs';

/** A number, by the event of a keyboard: large text may leave no room for the mouse. */
const put = (page, item, number) => page.evaluate((item, number) => {
  const field = document.querySelector(`input[name="${item}"][data-field]`);
  field.value = number;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}, item, number);

/** Fills a form and sends it off, by events too. */
const send = (page, name, values) => page.evaluate((name, values) => {
  const form = document.querySelector(`form[data-do="${name}"]`);
  for (const [field, value] of Object.entries(values)) form.querySelector(`[name="${field}"]`).value = value;
  form.requestSubmit();
}, name, values);

/** The strong-branch standard as its author may revise it: an item says something else, one is another, and so is a veto. */
export function revisedStandard() {
  const revised = JSON.parse(readFileSync(join(DIST, 'templates', 'strong_branch.json'), 'utf8'));
  const { items } = revised.body.sections[0];
  revised.body.edition = '2027';
  items[0].text['zh-Hans'] = '支部设置合规定（2027年版）。';
  items[2].id = 'A3new';
  revised.body.vetoes[2].text['zh-Hans'] = '填报材料造假，或者代填。';
  return JSON.stringify(revised);
}

/** Shows the screens one after the other in one tab and calls `look(name)` at each; `files` are for the roll-up. */
export async function tour(page, files, look) {
  await go(page, '#/');
  await look('home with records');
  await go(page, NEW);
  await look('an empty sheet');
  const full = readCase('strong_branch', '77-mix-of-everything');
  const half = Object.fromEntries(Object.entries(full.entries).slice(0, 12));
  await fillByEvents(page, { ...full, entries: { ...half, E1: full.entries.E1 }, vetoes: { V1: false }, unit: { name: '白杨镇石桥村党支部', unit_type: 'village' } });
  await put(page, 'B1', '-1');
  await look('a half-filled sheet with a wrong number');
  await put(page, 'B1', '3');
  await page.evaluate(() => { for (const button of document.querySelectorAll('.item__more')) button.click(); });
  await look('a sheet with all details open');
  await page.evaluate(() => document.querySelector('.total-bar__actions [aria-expanded]').click());
  await page.waitForSelector('#missing');
  await look('the list of what is missing');
  await page.evaluate(() => document.querySelector('#missing button:not(.link)').click());
  await saved(page);
  // As another window would say.
  await page.evaluate(() => new BroadcastChannel('yardstick.windows').postMessage(`taken 0 ${location.hash.split('=')[1]}`));
  await page.waitForSelector('[data-do="take-over"]');
  await look('a sheet that another window fills');
  await page.click('[data-do="take-over"]');
  await page.waitFor(() => document.querySelector('.sheet__fields:enabled') && !document.querySelector('.working'));
  await page.evaluate(() => {
    window.whole = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = () => { throw new DOMException('no room', 'QuotaExceededError'); };
  });
  await page.evaluate(() => document.querySelector('input[name="A3"][value="no"]').click());
  await page.waitFor(() => document.body.dataset.saveState === 'failed');
  await look('a failed save');
  await page.evaluate(() => { IDBDatabase.prototype.transaction = window.whole; });
  await page.click('.alert button');
  await saved(page);
  await page.click('#export');
  await look('an exported draft');
  const record = await page.evaluate(() => location.hash.split('=')[1]);
  await go(page, `#/print?record=${record}`);
  await look('the paper');
  await fillExample(page, 'staged_tasks');
  await look('a ledger');
  const ledger = await page.evaluate(() => location.hash.split('=')[1]);
  await go(page, `#/print?record=${ledger}`);
  await look('a ledger on paper');
  await go(page, '#/fill?record=nowhere');
  await look('a record that is not here');
  await go(page, '#/');
  await page.click('.record button');
  await look('the question before a deletion');
  await page.click('.alert button');
  const revised = join(scratch(), '修订.json');
  writeFileSync(revised, revisedStandard());
  await page.setFileInputFiles('#open-file', [revised]);
  await page.waitForSelector('[data-do="carry"]');
  await page.evaluate(() => { for (const list of document.querySelectorAll('.alert details')) list.open = true; });
  await look('what can be carried over to a revised standard');
  await page.evaluate(() => document.querySelector('[data-do="carry"]').click());
  await saved(page);
  await look('what was carried over');
  await page.click('.alert button');
  await go(page, '#/rollup');
  await look('an empty roll-up');
  await page.setFileInputFiles('#drop-files', [...files, join(DIST, 'start.js')]);
  await page.waitForSelector('#commit');
  await look('staged files');
  await page.click('#commit');
  await page.waitForSelector('.matrix');
  await look('a roll-up');
  await page.evaluate(() => document.querySelector('[data-cell="C1"]').click());
  await page.waitForSelector('#looked-at');
  await look('an answer of a roll-up');
  await page.click('#undo');
  await page.waitFor(() => document.querySelector('.matrix') === null);
  await stored(page);
  await go(page, '#/machine');
  await look('this machine');
  await send(page, 'make-key', { unit: '白杨镇石桥村党支部', passphrase: '短', again: '短' });
  await trouble(page);
  await look('a key that cannot be made');
  await send(page, 'make-key', { unit: '白杨镇石桥村党支部', passphrase: PASSPHRASE, again: PASSPHRASE });
  await page.waitForSelector('#key-open');
  await page.evaluate(() => {
    const field = document.querySelector('#key-to');
    field.value = 'age1';
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await trouble(page);
  await look('an open key and nobody to encrypt for');
  await page.evaluate(() => document.querySelector('[data-do="remove-key"]').click());
  await page.waitForSelector('[data-do="remove-key-yes"]');
  await look('the question before a key goes');
  await page.evaluate(() => document.querySelector('[data-do="lock"]').click());
  await isLocked(page);
  await page.evaluate(() => document.querySelector('#locked summary').click());
  await look('a locked machine');
  await send(page, 'open-key', { passphrase: PASSPHRASE });
  await page.waitForSelector('#key-open');
  for (const step of ['remove-key', 'remove-key-yes']) {
    await page.waitForSelector(`[data-do="${step}"]`);
    await page.evaluate(step => document.querySelector(`[data-do="${step}"]`).click(), step);
  }
  await page.waitForSelector('form[data-do="make-key"]');
}
