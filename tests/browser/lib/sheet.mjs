// The page of this project: opening it, filling a sheet, taking the file out.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { wait } from './time.mjs';

export { DIST } from './cases.mjs';

/** The address of a new sheet. */
export const NEW = '#/fill?template=strong_branch';
/** This year: periods are offered around it. */
export const YEAR = String(new Date().getFullYear());

/** A folder that goes when the test file ends, after the browsers that use it. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/**
 * Opens a tab that speaks `lang`, and waits until the screen stands. One that is `deaf` does not hear other tabs, as in a
 * browser without a channel between them.
 */
export async function open(browser, url, { lang = 'zh-Hans', now, deaf = false } = {}) {
  const page = await browser.newPage();
  if (deaf) await page.onNewDocument('delete window.BroadcastChannel');
  await page.onNewDocument(tag => localStorage.setItem('yardstick.lang', tag), lang);
  if (now) await page.onNewDocument(now => { Date.now = () => now; }, Date.parse(now));
  await page.goto(url);
  await ready(page);
  return page;
}

/** Goes to another place of the page, as a link does. */
export async function go(page, hash) {
  await page.evaluate(hash => { location.hash = hash; }, hash);
  await ready(page, hash);
}

/** Waits until the screen stands, all sections drawn; with `hash`, until its screen does. */
export function ready(page, hash = '') {
  const stands = hash => {
    const fill = hash.startsWith('#/fill');
    const want = { '#/rollup': '.rollup', '#/': '.home' }[hash] ?? (fill ? '.sheet, .alert' : 'main');
    // The screen before may have an alert of its own.
    if (fill && document.querySelector('.home, .rollup') !== null) return false;
    const lang = localStorage.getItem('yardstick.lang') ?? document.documentElement.lang;
    return document.body.matches('[data-ready]') && document.documentElement.lang === lang
      && document.querySelector(want) !== null && document.querySelector('.working') === null;
  };
  return page.waitFor(stands, { args: [hash], timeout: 20_000, message: `the screen ${hash}` });
}

/** Waits until the store has what counts in the roll-up, as the page says. */
export function stored(page) {
  return page.waitFor(() => !['saving', 'failed'].includes(document.body.dataset.saveState));
}

/** Clicks a field with the mouse; when it is there only after others, waits for it. */
export function tick(page, item, value, role) {
  const kind = role ? `[data-role="${role}"]` : ':not([data-role])';
  return page.click(`input[name="${item}"][value="${value}"]${kind}`);
}

/** Types a number with the keyboard. */
export async function count(page, item, field, number) {
  await page.click(`input[name="${item}"][data-field="${field}"]`);
  await page.press('Control+a');
  await page.typeKeys(String(number));
}

/** Answers one item with mouse and keyboard. */
export async function fillEntry(page, item, { answer = {}, not_applicable: off, remark, evidence }) {
  if (off) await tick(page, item, 'not_applicable', 'applies');
  if (answer.choice) await tick(page, item, answer.choice);
  for (const [field, number] of Object.entries(answer.counts ?? {})) await count(page, item, field, number);
  for (const element of answer.elements?.have ?? []) await tick(page, item, element);
  for (const element of answer.elements?.exempt ?? []) await tick(page, item, element, 'exempt');
  if (answer.elements && answer.elements.have.length === 0) await tick(page, item, 'none', 'none');
  if (remark) await fillText(page, item, 'remark', remark);
  if (evidence) await fillText(page, item, 'evidence', evidence.join('\n'));
}

/** Types a remark or evidence; opens the details where they are closed. */
export async function fillText(page, item, which, text) {
  await details(page, item, which);
  await page.fill(`#${which}-${item}`, text);
}

/** Opens an item's details unless the field stands already. */
export async function details(page, item, which = 'evidence') {
  const there = await page.evaluate(id => document.getElementById(id) !== null, `${which}-${item}`);
  if (!there) await page.click(`[data-item="${item}"] .item__more`);
  await page.waitForSelector(`#${which}-${item}`);
}

/** Chooses an option with the keyboard, as one can without seeing the list. */
export async function choose(page, css, value) {
  const moves = await page.evaluate((css, value) => {
    const select = document.querySelector(css);
    select.scrollIntoView({ block: 'center' });
    select.focus();
    return [...select.options].findIndex(option => option.value === value) - select.selectedIndex;
  }, css, value);
  for (let n = 0; n < Math.abs(moves); n += 1) await page.press(moves > 0 ? 'ArrowDown' : 'ArrowUp');
  assert.equal(await page.evaluate(css => document.querySelector(css).value, css), value, css);
}

/** Fills the head. */
export async function fillHead(page, { name, code, unit_type: type, superior, period = YEAR }) {
  if (name) await page.fill('#unit-name', name);
  if (code) await page.fill('#unit-code', code);
  if (superior) await page.fill('#unit-superior', superior);
  if (type) await choose(page, '#unit-type', type);
  if (period) await choose(page, '#period', period);
}

/** Answers vetoes: `{ V1: false }`. */
export async function answerVetoes(page, vetoes) {
  for (const [id, applies] of Object.entries(vetoes)) await tick(page, id, applies ? 'yes' : 'no', 'veto');
}

/** Fills a whole sheet by the events a browser would send; for tests that need many sheets. */
export async function fillByEvents(page, { unit, entries, vetoes, period = YEAR }) {
  await page.evaluate(async sheet => {
    const turn = time => new Promise(resolve => setTimeout(resolve, time));
    const find = css => document.querySelector(css) ?? (() => { throw new Error(`${css} is not there`); })();
    const tell = async (css, value, type) => {
      const element = find(css);
      element.focus();
      element.value = value;
      element.dispatchEvent(new Event(type, { bubbles: true }));
      await turn();
    };
    const tick = (name, value) => find(`input[name="${name}"][value="${value}"]`).click();
    for (const field of ['name', 'code', 'superior']) await tell(`#unit-${field}`, sheet.unit[field] ?? '', 'input');
    await tell('#unit-type', sheet.unit.unit_type, 'change');
    await tell('#period', sheet.period, 'change');
    for (const [item, { answer = {}, not_applicable: off, remark }] of Object.entries(sheet.entries)) {
      if (off) tick(item, 'not_applicable');
      if (answer.choice) tick(item, answer.choice);
      for (const element of answer.elements?.have ?? []) tick(item, element);
      for (const [field, number] of Object.entries(answer.counts ?? {})) {
        const input = find(`input[name="${item}"][data-field="${field}"]`);
        input.value = number;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
      // A field that has just appeared takes no text yet; no hand is as fast as this.
      await turn(remark ? 50 : 0);
      if (remark) await tell(`#remark-${item}`, remark, 'input');
    }
    for (const [id, applies] of Object.entries(sheet.vetoes)) tick(id, applies ? 'yes' : 'no');
  }, { unit, entries, vetoes, period });
  await settled(page);
}

/** Waits until everything is saved and no more follows: a busy page shows what was done a little later. */
export async function settled(page) {
  for (let revision = -1, now = 0; now !== revision;) {
    revision = now;
    now = await saved(page);
    await wait(80);
  }
}

/** Waits until the page says that everything is saved; resolves to the revision it names. */
export async function saved(page, { after = 0, timeout = 10_000 } = {}) {
  const said = after => {
    const text = document.querySelector('.total-bar__saved')?.textContent ?? '';
    const revision = Number(/\d+/.exec(text)?.[0] ?? 0);
    return document.body.dataset.saveState === 'saved' && revision > after && revision;
  };
  return page.waitFor(said, { args: [after], timeout, message: `saved after revision ${after}` });
}

/** What the page shows: total, section totals, grade, what is missing. */
export function shown(page) {
  return page.evaluate(() => {
    const text = css => document.querySelector(css)?.textContent.trim();
    const sections = [...document.querySelectorAll('[data-section-total]')];
    return {
      total: text('[data-total]'),
      grade: text('.total-bar .grade'),
      sections: Object.fromEntries(sections.map(one => [one.dataset.sectionTotal, one.textContent])),
      missing: Number(/\d+/.exec(text('.total-bar__actions [aria-expanded]') ?? '')?.[0] ?? 0),
    };
  });
}

/** The native fields of the sheet as the user sees them, by name and value or field. */
export function fields(page) {
  return page.evaluate(() => {
    const found = {};
    for (const input of document.querySelectorAll('.sheet input[name], .sheet select, .sheet textarea')) {
      const role = input.dataset.role ? `/${input.dataset.role}` : '';
      const choice = input.type === 'radio' || input.type === 'checkbox';
      if (choice && input.checked) found[`${input.name}=${input.value}${role}`] = true;
      if (!choice && input.value) found[input.dataset.field ? `${input.name}.${input.dataset.field}` : input.id] = input.value;
    }
    return found;
  });
}

/** Whether a radio or a checkbox is ticked. */
export function checked(page, name, value) {
  return page.evaluate((name, value) => document.querySelector(`input[name="${name}"][value="${value}"]`).checked, name, value);
}

/** What the first alert says; empty where there is none. */
export function alertText(page) {
  return page.evaluate(() => document.querySelector('.alert')?.innerText ?? '');
}

/** Opens the details of all items, so that `fields` sees remarks and evidence. */
export async function openAll(page) {
  await page.evaluate(() => {
    for (const button of document.querySelectorAll('.item__more[aria-expanded="false"]')) button.click();
  });
  await page.waitFor(() => document.querySelector('.item__more[aria-expanded="false"]') === null);
}

/** Clicks export and resolves to the path of the file. */
export function exportFile(page, downloads) {
  return downloads.wait(() => page.click('#export'));
}

/** Fails on exceptions, errors on the console and requests to other origins; `but` is what one may log. */
export function assertQuiet(page, origin, but = /(?!)/) {
  assert.deepEqual(page.exceptions, []);
  const bad = page.console.filter(line => /error|warning|assert/.test(line.type) && !but.test(line.text));
  assert.deepEqual(bad, []);
  const outside = page.requests.filter(one => !/^(data|blob):/.test(one.url) && !one.url.startsWith(`${origin}/`));
  assert.deepEqual(outside.map(one => one.url), []);
}
