// Days without a network, a new version, a deployment that is half there.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { refused, watchPolicy } from './lib/policy.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, ready, scratch, tick, saved } from './lib/sheet.mjs';
import { allElse, fillOne } from './lib/walk.mjs';

const folder = scratch();

/** The site in a folder of its own, so that it may be changed. */
function copied() {
  const site = mkdtempSync(join(folder, 'site-'));
  cpSync(DIST, site, { recursive: true });
  return site;
}

/** A visit to the site, below a path, in a browser of its own. */
async function visited(t, name) {
  const site = copied();
  const server = await serve(site, { prefix: '/below/' });
  t.after(() => server.close());
  const browser = await launch({ browser: name });
  t.after(() => browser.close());
  const page = await browser.newPage(undefined, { serviceWorker: true });
  await watchPolicy(page);
  await page.onNewDocument(() => localStorage.setItem('yardstick.lang', localStorage.getItem('yardstick.lang') ?? 'zh-Hans'));
  await page.goto(server.url);
  await ready(page);
  // Kept and at work, from the next visit on.
  await page.waitFor(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated', { timeout: 30_000 });
  return { site, server, browser, page };
}

/** Changes a file of the site; with `listed` the list of files knows. */
function change(site, path, listed) {
  const file = join(site, path);
  const digest = () => createHash('sha256').update(readFileSync(file)).digest('base64');
  const before = digest();
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
  const worker = join(site, 'sw.js');
  const text = readFileSync(worker, 'utf8').replace(/version = "\w+"/, `version = "${digest().replace(/\W/g, '')}"`);
  assert.ok(text.includes(before));
  writeFileSync(worker, listed ? text.replace(before, digest()) : text);
}

/** The name of the first import holds a digest of all of them; in another build it is another. */
function ofAnotherBuild(module) {
  const text = module.toString('latin1');
  const changed = text.replace(/([a-z]{1,3}_[0-9a-f]{12})([0-9a-f])/, (_, before, last) => before + (last === '0' ? '1' : '0'));
  assert.notEqual(changed, text);
  return Buffer.from(changed, 'latin1');
}

const look = page => page.evaluate(() => navigator.serviceWorker.getRegistration().then(one => one.update()).then(() => true));
const bar = page => page.evaluate(() => document.querySelector('#fresh')?.innerText ?? '');
const versions = page => page.evaluate(() => caches.keys());

for (const { name } of list()) {
  test(`Chromium ${name}: after one visit everything is there without a network`, async t => {
    const { server, browser, page } = await visited(t, name);
    assert.deepEqual(await refused(page), []);
    await server.close();
    await page.reload();
    await ready(page, '#/');
    await fillOne(page);
    await allElse(page, await browser.downloads());
    assert.deepEqual(page.exceptions, []);
    assert.deepEqual(await refused(page), []);
  });

  test(`Chromium ${name}: a new version is offered, and taken when the user chooses and all is saved`, async t => {
    const { site, page } = await visited(t, name);
    await page.reload();
    await ready(page, '#/');
    const [old] = await versions(page);
    change(site, 'words/en.json', true);
    await look(page);
    await page.waitFor(() => document.querySelector('#fresh') !== null);
    assert.match(await bar(page), /有新版本/);
    assert.equal(await page.evaluate(() => document.querySelector('#app').childElementCount > 0), true, 'the page goes on');

    await page.evaluate(hash => { location.hash = hash; }, NEW);
    await ready(page, NEW);
    // Nothing can be saved for a while.
    await page.evaluate(() => {
      window.here = true;
      window.whole = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    });
    await tick(page, 'A1', 'yes');
    await page.waitFor(() => document.body.dataset.saveState === 'failed');
    await page.click('#fresh button');
    await page.waitFor(() => /存好就换/.test(document.querySelector('#fresh').innerText));
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(await page.evaluate('window.here'), true, 'what is not saved keeps the page');
    await page.evaluate(() => { IDBDatabase.prototype.transaction = window.whole; });
    await page.click('main .alert button');
    await page.waitFor(() => window.here === undefined);
    await ready(page, '#/fill');
    await saved(page);
    assert.equal(await page.evaluate(() => document.querySelector('input[name="A1"][value="yes"]').checked), true);
    const now = await versions(page);
    assert.equal(now.length, 1);
    assert.notEqual(now[0], old);
    assert.equal(await bar(page), '');
  });

  test(`Chromium ${name}: a deployment that is half there is not taken`, async t => {
    const { site, server, page } = await visited(t, name);
    const before = await versions(page);
    change(site, 'words/en.json', false);
    await look(page).catch(() => {});
    await page.waitFor(async () => !(await navigator.serviceWorker.getRegistration()).installing);
    assert.equal(await bar(page), '');
    await server.close();
    await page.reload();
    await ready(page, '#/');
    assert.ok((await versions(page)).includes(before[0]));
  });

  test(`Chromium ${name}: glue and module of two builds are asked for once more, then it is said`, async t => {
    const site = copied();
    const module = readdirSync(site).find(file => /^app.*\.wasm$/.test(file));
    renameSync(join(site, module), join(site, 'right.wasm'));
    writeFileSync(join(site, module), ofAnotherBuild(readFileSync(join(site, 'right.wasm'))));
    const server = await serve(site);
    t.after(() => server.close());
    const browser = await launch({ browser: name });
    t.after(() => browser.close());
    const page = await browser.newPage(server.url);
    await page.waitFor(() => document.querySelector('#floor[data-failed]'));
    assert.deepEqual(server.requests.filter(one => one.path.includes('.wasm')).map(one => one.path), [`/${module}`, `/${module}?2`]);
    assert.match(await page.evaluate('document.querySelector("#floor").innerText'), /网站刚更新时也会打不开/);

    // A cache that has the wrong one only under its old address.
    const healed = await browser.newPage();
    await healed.onNewDocument(module => {
      const whole = window.fetch;
      window.fetch = address => whole(address.replace(`${module}?2`, 'right.wasm'));
    }, module);
    await healed.goto(server.url);
    await ready(healed, '#/');
  });
}
