// A locked machine: nothing of what was on it can be read, and all of it is there again with the passphrase, whatever
// happens meanwhile.

import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

import { Decrypter } from 'age-encryption';

import { list } from './lib/browsers.mjs';
import { readCase } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { STORES } from './lib/damage.mjs';
import { PASSPHRASE, isLocked, makeKey, openKey, textOf, trouble, values } from './lib/keyring.mjs';
import { isTorn } from './lib/leveldb.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, details, exportFile, fillByEvents, fillHead, fillText, go, open, ready, saved, scratch, settled, stored, tick } from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

/** When the browser is killed, in milliseconds after the click: for 300 of them other windows may save. */
const KILLED_AFTER = [320, 335, 342, 348, 356, 420];
const CANARIES = ['东岭村', '北坡村', '只有我知道的备注', '断掉的名单', '13800138000'];
const folder = scratch();
let server;
let started = 0;
before(async () => { server = await serve(DIST); });
after(() => server.close());

/** Lives of one profile, the key's unit being none of the canaries. */
async function begin(t, chosen, url) {
  const profile = join(folder, `profile ${t.name.replace(/\W+/g, ' ')}${started += 1}`);
  const lives = async hash => {
    const browser = await launch({ browser: chosen, profile, hosts: ['intranet.example'] });
    t.after(() => browser.kill());
    return { browser, page: await open(browser, url + hash) };
  };
  const { browser, page } = await lives('#/machine');
  const downloads = await browser.downloads();
  const key = await makeKey(page, downloads, { unit: '白杨镇党委' });
  return { lives, browser, page, downloads, profile, secret: await secretOf(key) };
}

async function secretOf(path) {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(PASSPHRASE);
  const { locked } = JSON.parse(readFileSync(path, 'utf8')).body;
  return (await decrypter.decrypt(new Uint8Array(Buffer.from(locked, 'hex')), 'text')).split('\n')[1];
}

/** Two records, one of them counted in the roll-up, and two files that cannot be used. */
async function fillMachine(page, downloads, name) {
  const files = [];
  for (const [one, unit] of [['03', '白杨镇东岭村党支部'], ['04', '白杨镇北坡村党支部']]) {
    const filled = readCase('sixteen', one);
    await go(page, NEW);
    await fillByEvents(page, { ...filled, unit: { ...filled.unit, name: unit } });
    await fillText(page, 'A1', 'remark', `${unit}：只有我知道的备注`);
    await settled(page);
    files.push(await exportFile(page, downloads));
    await go(page, '#/');
  }
  const text = readFileSync(files[0], 'utf8');
  const [cut, changed] = [join(folder, `断掉的名单 ${name}.json`), join(folder, `改 ${name}.json`)];
  writeFileSync(cut, text.slice(0, text.length / 2));
  writeFileSync(changed, text.replace('只有我知道的备注', '电话13800138000'));
  await go(page, '#/rollup');
  await page.setFileInputFiles('#drop-files', [...files, cut, changed]);
  await page.click('#commit');
  await page.waitForSelector('tr[data-unit]');
  await stored(page);
  await go(page, '#/machine');
}

const lock = async page => {
  await page.click('[data-do="lock"]');
  await isLocked(page);
};
/** What a kill, or a window that is about to begin anew, has left behind is put away by the next start. */
async function vanish(page, canaries) {
  let left = canaries;
  for (let round = 0; left.length > 0; round += 1) {
    assert.ok(round < 100, `${left} can be read`);
    await wait(50);
    const text = textOf(await contents(page));
    left = canaries.filter(canary => text.includes(canary));
  }
}

/** A remark cannot be read while the machine is locked, and stands in its record when it is open again. */
async function isThereAgain(page, hash, remark) {
  await vanish(page, [remark]);
  await openKey(page);
  await go(page, hash);
  await saved(page);
  await details(page, 'A1', 'remark');
  assert.equal(await page.evaluate('document.querySelector("#remark-A1").value'), remark);
}

/** Types the passphrase, and resolves when the page begins to write what was locked. */
async function unlocking(page) {
  await page.fill('[data-do="open-key"] [name="passphrase"]', PASSPHRASE);
  await page.evaluate(() => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given) {
      if (given[1] === 'readwrite') console.log('writes');
      return transaction.apply(this, given);
    };
    document.querySelector('[data-do="open-key"] button').click();
  });
  for (let round = 0; !page.console.some(({ text }) => text === 'writes'); round += 1) {
    assert.ok(round < 2000, 'it is written');
    await wait(5);
  }
}

/** What is stored, but for the mark of the lock itself and a number that is counted anew. */
const contents = async page => (await values(page)).filter(([, , key]) => !['yardstick.locked', 'yardstick.received', 'opened'].includes(key));
/** What the databases hold: what stands beside them a browser writes when it has time. */
const databases = async page => (await contents(page)).filter(([name]) => name !== 'beside');

const keyless = found => found.filter(([, , key]) => key !== 'yardstick.key');

/** What is stored comes to that: of what stands beside the store a page may see late what another one has put there. */
async function comesTo(page, wanted, why, read = () => contents(page)) {
  let found = await read();
  for (let round = 0; round < 100 && !isDeepStrictEqual(found, wanted); round += 1) {
    await wait(50);
    found = await read();
  }
  assertSame(found, wanted, why);
}

/** The same values, told by their places: the values are long. */
function assertSame(found, wanted, why) {
  const other = (these, those) => these.filter(one => !those.some(two => isDeepStrictEqual(one, two))).map(one => one.slice(0, 3));
  assert.deepEqual([other(found, wanted), other(wanted, found)], [[], []], why);
}

const PLACES = {
  'from a site': () => server.url,
  'on plain http': () => server.url.replace('127.0.0.1', 'intranet.example'),
  'as one file': chosen => {
    const file = join(folder, `标尺-${chosen.name}.html`);
    copyFileSync(join(DIST, 'yardstick.html'), file);
    return pathToFileURL(file).href;
  },
};

for (const [turn, chosen] of list().entries()) {
  for (const [place, address] of Object.entries(PLACES).filter((_, n) => n === turn)) {
    test(`Chromium ${chosen.name}, ${place}: nothing can be read while it is locked, and all of it is there again`, async t => {
      const { lives, secret, ...first } = await begin(t, chosen, address(chosen));
      let { browser, page } = first;
      await fillMachine(page, first.downloads, `${chosen.name} ${place}`);
      const before = await contents(page);
      const readable = found => [...CANARIES, secret].filter(canary => textOf(found).includes(canary));
      assert.deepEqual(readable(before), CANARIES);
      await lock(page);
      // A page from a folder may not see at once what the one before it has put beside the store.
      await page.waitFor(() => ['yardstick.key', 'yardstick.vault'].every(key => key in localStorage));
      const locked = await contents(page);
      assert.deepEqual(readable(locked), []);
      await browser.close();

      ({ browser, page } = await lives('#/'));
      for (const hash of ['#/', '#/rollup', NEW, '#/machine']) {
        await page.evaluate(hash => { location.hash = hash; }, hash);
        await isLocked(page);
        assert.deepEqual(readable([await page.evaluate('document.documentElement.outerHTML')]), []);
      }
      await openKey(page, `${PASSPHRASE}!`);
      assert.match(await trouble(page), /口令不对/);
      // A page from a folder may have forgotten the key by now: it is in what is locked too.
      await comesTo(page, keyless(locked), 'a wrong passphrase changes nothing', async () => keyless(await contents(page)));
      await page.click('#locked summary');
      const downloads = await browser.downloads();
      const decrypter = new Decrypter();
      decrypter.addIdentity(secret);
      const out = await downloads.wait(() => page.click('[data-do="save-locked"]'));
      const [heading, ...lines] = (await decrypter.decrypt(new Uint8Array(readFileSync(out)), 'text')).split('\n').map(line => JSON.parse(line));
      assert.deepEqual(heading, ['yardstick', 'stored', '1'], 'it can be restored like what a stopped page gives out');
      for (const [store, key, value] of lines) {
        assert.ok(before.some(([, name, at, one]) => (name || 'beside') === store && JSON.stringify([at, one]) === JSON.stringify([key, value])), `${store} ${key}`);
      }
      await openKey(page);
      await page.waitForSelector('#key-open');
      await comesTo(page, before);
      await lock(page);
      assert.deepEqual(readable(await contents(page)), [], 'locked again');
      await openKey(page);
      await page.waitForSelector('#key-open');
      await comesTo(page, before);
      await go(page, '#/');
      assert.equal(await page.evaluate('document.querySelectorAll("[data-record]").length'), 2);
      await go(page, '#/rollup');
      await page.waitFor(() => document.querySelectorAll('tr[data-unit]').length === 2 && document.querySelectorAll('tr[data-verdict]').length === 2);
      await browser.kill();
      ({ page } = await lives('#/rollup'));
      await page.waitFor(() => document.querySelectorAll('tr[data-unit]').length === 2 && document.querySelectorAll('tr[data-verdict]').length === 2);
      assert.deepEqual(page.exceptions, []);
    });
  }

  test(`Chromium ${chosen.name}: killed while it is locked, everything is there, open or locked`, async t => {
    const { lives, profile, ...first } = await begin(t, chosen, server.url);
    let { browser, page } = first;
    await fillMachine(page, first.downloads, `${chosen.name} kill`);
    const before = await databases(page);
    // So that what stands beside is written too.
    await browser.close();
    ({ browser, page } = await lives('#/machine'));
    await openKey(page);
    const found = [];
    t.after(() => t.diagnostic(found.join(', ')));
    // See leveldb.mjs: a browser may throw its store away after a kill. Then the page must not look as on the first day.
    const isThrownAway = async () => {
      await browser.kill();
      const torn = isTorn(STORES.IndexedDB(profile));
      ({ browser, page } = await lives('#/machine'));
      if (!torn) return false;
      await browser.close();
      ({ browser, page } = await lives('#/'));
      found.push('the browser threw its store away');
      await page.waitForSelector('#locked, .alert, [data-record]');
      return true;
    };
    for (const delay of KILLED_AFTER) {
      await page.evaluate(() => document.querySelector('[data-do="lock"]').click());
      await wait(delay);
      if (await isThrownAway()) return;
      const locked = await page.evaluate('document.querySelector("#locked") !== null');
      found.push(`${delay} ms: ${locked ? 'locked' : 'open'}`);
      if (locked) {
        // What the kill has left is put away by the start.
        await vanish(page, CANARIES);
        // Once more while it is unlocked.
        await unlocking(page);
        await wait(Math.max(0, delay - 330));
        if (await isThrownAway()) return;
      }
      await openKey(page);
      await page.waitForSelector('#key-open');
      assertSame(await databases(page), before, `killed after ${delay} ms`);
    }
  });

  test(`Chromium ${chosen.name}: where the browser throws its store away while it is locked, the copy beside it opens`, async t => {
    const { page, downloads } = await begin(t, chosen, server.url);
    await fillMachine(page, downloads, `${chosen.name} thrown away`);
    const before = (await databases(page)).filter(([name]) => name === 'yardstick');
    await lock(page);
    await page.goto(`${server.url}sw.js`);
    await page.evaluate(() => new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('yardstick');
      request.onsuccess = resolve;
      request.onerror = reject;
    }));
    await page.goto(`${server.url}#/`);
    await isLocked(page);
    await openKey(page);
    await go(page, '#/machine');
    await page.waitForSelector('#key-open');
    assert.deepEqual((await databases(page)).filter(([name]) => name === 'yardstick'), before);
    assert.equal(await page.evaluate('localStorage.getItem("yardstick.vault")'), null);
  });

  test(`Chromium ${chosen.name}: an edit made a moment before is there, and the other window is locked too`, async t => {
    const { browser, page } = await begin(t, chosen, server.url);
    await go(page, NEW);
    await fillHead(page, { name: '白杨镇东岭村党支部', unit_type: 'village' });
    await saved(page);
    await details(page, 'A1', 'remark');
    const hash = await page.evaluate('location.hash');
    const other = await open(browser, `${server.url}#/`);
    await other.front();
    await page.evaluate(() => {
      const field = document.querySelector('#remark-A1');
      field.value = '最后一个字';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      location.hash = '#/machine';
      const click = () => {
        const button = document.querySelector('[data-do="lock"]');
        if (button) button.click();
        else setTimeout(click);
      };
      click();
    });
    await isLocked(page);
    await isLocked(other);
    await isThereAgain(page, hash, '最后一个字');
    assert.deepEqual([page.exceptions, other.exceptions], [[], []]);
  });

  test(`Chromium ${chosen.name}: what the other window was about to save is there too`, async t => {
    const { browser, page } = await begin(t, chosen, server.url);
    const other = await open(browser, server.url + NEW);
    await other.front();
    other.acceptDialogs = false;
    await fillHead(other, { name: '白杨镇东岭村党支部', unit_type: 'village' });
    await saved(other);
    await details(other, 'A1', 'remark');
    const hash = await other.evaluate('location.hash');
    await other.evaluate(() => {
      const field = document.querySelector('#remark-A1');
      field.value = '最后一个字';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await page.evaluate(() => document.querySelector('[data-do="lock"]').click());
    await isLocked(page);
    await isLocked(other);
    await isThereAgain(page, hash, '最后一个字');
    assert.deepEqual(other.dialogs, []);
  });

  test(`Chromium ${chosen.name}: pressed twice, it is locked once`, async t => {
    const { page } = await begin(t, chosen, server.url);
    await go(page, NEW);
    await fillHead(page, { name: '白杨镇东岭村党支部', unit_type: 'village' });
    await saved(page);
    await go(page, '#/machine');
    const before = await contents(page);
    await page.evaluate(() => {
      const press = () => document.querySelector('[data-do="lock"]')?.click();
      press();
      for (const moment of [0, 5, 20]) setTimeout(press, moment);
    });
    await isLocked(page);
    await openKey(page);
    assert.deepEqual(await contents(page), before);
  });

  test(`Chromium ${chosen.name}: what is locked already is not locked once more by a window that has not heard of it`, async t => {
    const { browser, page } = await begin(t, chosen, server.url);
    await go(page, NEW);
    await fillHead(page, { name: '白杨镇东岭村党支部', unit_type: 'village' });
    await saved(page);
    await go(page, '#/machine');
    const before = await contents(page);
    const other = await browser.newPage();
    await other.onNewDocument(() => addEventListener('storage', event => event.stopImmediatePropagation()));
    await other.goto(`${server.url}#/machine`);
    await ready(other, '#/machine');
    await openKey(other);
    await lock(page);
    const locked = await contents(page);
    await lock(other);
    assert.deepEqual(await contents(page), locked);
    await openKey(page);
    assert.deepEqual(await contents(page), before);
  });

  test(`Chromium ${chosen.name}: two windows that nobody touches lock themselves, and lose nothing`, async t => {
    const { browser, page } = await begin(t, chosen, server.url);
    await go(page, NEW);
    await fillHead(page, { name: '白杨镇东岭村党支部', unit_type: 'village' });
    await tick(page, 'A1', 'yes');
    await saved(page);
    const hash = await page.evaluate('location.hash');
    await page.evaluate('localStorage.setItem("yardstick.idle", "2")');
    const windows = [await open(browser, `${server.url}#/machine`), await open(browser, `${server.url}#/machine`)];
    await page.close();
    for (const one of windows) await one.fill('[data-do="open-key"] [name="passphrase"]', PASSPHRASE);
    await Promise.all(windows.map(one => one.evaluate('document.querySelector("[data-do=open-key] button").click()')));
    for (const one of windows) await one.waitFor(() => document.querySelector('#locked [data-do="open-key"]'), { timeout: 15_000 });
    assert.equal((await values(windows[0])).filter(([name]) => name !== 'beside').length, 1);
    await openKey(windows[0]);
    await go(windows[0], hash);
    await ready(windows[0], '#/fill');
    assert.equal(await windows[0].evaluate(() => document.querySelector('#unit-name').value), '白杨镇东岭村党支部');
  });
}
