// A standard is revised after a sheet was filled: what was put in is carried over when somebody says so, and the older sheet stays.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { readCase } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, checked, fillByEvents, go, open, ready, saved, scratch, settled } from './lib/sheet.mjs';
import { revisedStandard } from './lib/tour.mjs';

const folder = scratch();
const REVISED = '#/fill?template=own/2027.json';
let server;

before(async () => {
  const site = join(folder, 'site');
  cpSync(DIST, site, { recursive: true });
  mkdirSync(join(site, 'own'));
  writeFileSync(join(site, 'own', '2027.json'), revisedStandard());
  server = await serve(site);
});
after(() => server.close());

const total = page => page.evaluate('document.querySelector(".total-bar").innerText.match(/[\\d.]+/)[0]');

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: a revised standard takes over what still fits, and says what does not`, async t => {
    const browser = await launch({ browser: chosen, profile: scratch() });
    t.after(() => browser.kill());
    const page = await open(browser, server.url + NEW);
    await fillByEvents(page, readCase('sixteen', '03'));
    await settled(page);
    const [before, older] = await page.evaluate('[document.querySelector(".total-bar").innerText, location.hash]');
    // The page that only fills calls the desk for it.
    await page.evaluate(hash => { location.hash = hash; }, REVISED);
    await page.waitForSelector('[data-do="carry"]');
    const told = await page.evaluate('document.querySelector("[data-do=carry]").closest("section, div").innerText');
    assert.match(told, /白杨镇东岭村党支部/);
    const lists = await page.evaluate(() => [...document.querySelectorAll('[data-do="carry"]')].flatMap(button =>
      [...button.parentNode.parentNode.querySelectorAll('details')].map(one => [...one.querySelectorAll('li')].map(line => line.textContent.trim().slice(0, 4)))));
    assert.deepEqual(lists, [['A1 支'], ['A3 按', '填报材料']]);
    await page.click('[data-do="carry"]');
    await saved(page);
    assert.deepEqual([await checked(page, 'A1', 'yes'), await page.evaluate('document.querySelector("#unit-name").value')], [true, '白杨镇东岭村党支部']);
    // All but A3, six points.
    assert.equal(Number(await total(page)), 98 - 6);
    const now = await page.evaluate('location.hash');
    await page.reload();
    await ready(page, '#/fill');
    assert.equal(Number(await total(page)), 92);
    assert.equal(await page.evaluate('document.querySelector("[data-do=carry]")'), null);
    await go(page, '#/');
    assert.equal(await page.evaluate('document.querySelectorAll("[data-record]").length'), 2);
    await go(page, older);
    await page.waitFor(text => document.querySelector('.total-bar')?.innerText === text, { args: [before] });
    assert.notEqual(now, older);
    assert.deepEqual(page.exceptions, []);
  });
}
