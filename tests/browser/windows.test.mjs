// One record in two windows. Where they hear each other one of them fills it and the other looks on, until it takes the
// record over. Where they do not, both fill it as fast as they can: of every answer one is told that it is saved, or that
// the other window was first. Nothing that was said to be saved is overwritten.

import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { record } from './lib/figures.mjs';
import { LONG, heard, labour, random, stateOf, work } from './lib/labour.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, alertText, checked, details, exportFile, fields, fillHead, fillText, open, openAll, ready, saved, scratch, tick } from './lib/sheet.mjs';
import { wait } from './lib/time.mjs';

/** So many edits both windows want to make before the one that came second looks again. */
const BURST = 50;
/** So many edits in each browser: ten thousand in all in a long run. */
const EDITS = LONG ? 3400 : 300;

const folder = scratch();

/** Waits until a window may only be looked at, or may be filled. */
const looksOn = page => page.waitFor(() => document.querySelector('.sheet__fields')?.disabled === true);
const fills = page => page.waitFor(() => document.querySelector('.sheet__fields')?.disabled === false);
/** Whether it may still be filled when others have had time to answer. */
const goesOn = async page => {
  await wait(400);
  return page.evaluate('!document.querySelector(".sheet__fields").disabled');
};
const takeOver = page => page.click('[data-do="take-over"]');

/** A window that fills a record, and another one that looks on. */
async function two(browser, url) {
  const one = await open(browser, url + NEW);
  await fillHead(one, { name: '白杨镇石桥村党支部', unit_type: 'village' });
  await tick(one, 'A1', 'yes');
  await saved(one);
  const address = url + await one.evaluate('location.hash');
  const other = await open(browser, address);
  await looksOn(other);
  return { one, other, address };
}

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: the second window looks on, and takes over with the last letter`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const browser = await launch({ browser: chosen });
    t.after(() => browser.close());
    const { one, other } = await two(browser, server.url);
    assert.match(await alertText(other), /正在另一个窗口里填写[^]*只能看/);
    assert.equal(await one.evaluate('document.querySelector(".alert")'), null);
    assert.ok(await goesOn(one));
    const before = await fields(other);

    // Neither a hand nor a script puts anything in; why, the file and the paper are there.
    await other.click('[data-item="A3"] .choice');
    await other.evaluate(() => {
      const [name, choice] = [document.querySelector('#unit-name'), document.querySelector('input[name="A3"]')];
      choice.checked = true;
      choice.dispatchEvent(new Event('change', { bubbles: true }));
      choice.checked = false;
      name.value = '别的';
      name.dispatchEvent(new InputEvent('input', { bubbles: true }));
      name.value = '白杨镇石桥村党支部';
    });
    await wait(300);
    assert.deepEqual(await fields(other), before);
    assert.equal(await other.evaluate('document.querySelector("[data-section-total=A]").textContent'), '4');
    assert.equal(await other.evaluate('document.body.dataset.saveState'), 'saved');
    await details(other, 'A1');
    assert.match(await other.evaluate('document.querySelector("#more-A1 .why").innerText'), /得满分/);
    assert.equal(await other.evaluate('document.querySelector("#remark-A1").matches(":disabled")'), true);
    assert.match(await exportFile(other, await browser.downloads(join(folder, chosen.name))), /石桥村/);

    // Typed, and taken over before a pause has saved it.
    await fillText(one, 'A1', 'remark', '最后一个字');
    await takeOver(other);
    await fills(other);
    await looksOn(one);
    await details(other, 'A1');
    assert.equal(await other.evaluate('document.querySelector("#remark-A1").value'), '最后一个字');
    assert.match(await alertText(one), /正在另一个窗口里填写/);
    assert.match(await one.evaluate('document.querySelector(".total-bar__saved").textContent'), /只能看/);
    await tick(other, 'A3', 'yes');
    const revision = await saved(other);

    // And back: nothing was lost on the way, and no version went its own way.
    await takeOver(one);
    await fills(one);
    await looksOn(other);
    assert.equal(await checked(one, 'A3', 'yes'), true);
    await tick(one, 'C2', 'late');
    await saved(one, { after: revision });
    await one.reload();
    await ready(one, '#/fill');
    await openAll(one);
    const last = await fields(one);
    assert.deepEqual([last['A1=yes'], last['A3=yes'], last['C2=late'], last['remark-A1']], [true, true, true, '最后一个字']);
    const home = await open(browser, `${server.url}#/`);
    assert.equal(await home.evaluate('document.querySelectorAll("[data-record]").length'), 1);
    for (const page of [one, other, home]) assert.deepEqual(page.exceptions, []);
  });

  test(`Chromium ${chosen.name}: a window that is closed, has crashed or was killed holds nothing`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const profile = join(folder, `profile-${chosen.name}`);
    const browser = await launch({ browser: chosen, profile });
    t.after(() => browser.kill());
    const { one, other, address } = await two(browser, server.url);
    // One that is not looked at any more lets go by itself.
    await one.evaluate(() => { location.hash = '#/'; });
    await ready(one, '#/');
    const third = await open(browser, address);
    assert.ok(await goesOn(third));
    await third.close();
    await takeOver(other);
    await fills(other);
    await tick(other, 'A3', 'yes');
    await saved(other);
    // Nobody answers for a page that has crashed.
    other.send('Page.crash').catch(() => {});
    const fourth = await open(browser, address);
    assert.ok(await goesOn(fourth));
    await tick(fourth, 'A3', 'no');
    const revision = await saved(fourth);
    const fifth = await open(browser, address);
    await looksOn(fifth);
    await browser.kill();
    const again = await launch({ browser: chosen, profile });
    t.after(() => again.close());
    const page = await open(again, address);
    assert.ok(await goesOn(page));
    assert.equal(await checked(page, 'A3', 'no'), true);
    await tick(page, 'A3', 'yes');
    await saved(page, { after: revision });
  });

  test(`Chromium ${chosen.name}: windows hear each other on plain http and from a stick`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const browser = await launch({ browser: chosen, hosts: ['intranet.example'] });
    t.after(() => browser.close());
    const file = join(folder, `标尺-${chosen.name}.html`);
    copyFileSync(join(DIST, 'yardstick.html'), file);
    for (const url of [server.url.replace('127.0.0.1', 'intranet.example'), pathToFileURL(file).href]) {
      const { one, other } = await two(browser, url);
      await takeOver(other);
      await fills(other);
      await looksOn(one);
      await one.close();
      await other.close();
    }
  });

  test(`Chromium ${chosen.name}: two windows that do not hear each other, ${EDITS} edits, none lost`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const browser = await launch({ browser: chosen });
    t.after(() => browser.close());
    const below = random(11);
    const first = await open(browser, server.url + NEW, { deaf: true });
    await fillHead(first, { name: '白杨镇石桥村党支部', unit_type: 'village' });
    await saved(first);
    const windows = [first, await open(browser, server.url + await first.evaluate('location.hash'), { deaf: true })];
    for (const page of windows) await openAll(page);
    let before = await fields(windows[1]);
    let acknowledged = 0;
    let told = 0;
    while (acknowledged + told < EDITS) {
      const labours = windows.map(() => labour(before, BURST, below));
      for (const page of windows) page.console.length = 0;
      await Promise.all(windows.map((page, n) => page.evaluate(work, labours[n].edits)));
      const ended = page => heard(page).failure || heard(page).acks.length === BURST;
      for (let round = 0; !windows.every(ended); round += 1) {
        assert.ok(round < 600, 'both windows come to an end');
        await wait(50);
      }
      const second = windows.findIndex(page => heard(page).failure);
      assert.ok(second >= 0, 'both were told that all was saved: one has overwritten the other');
      const [loser, winner] = [windows[second], windows[1 - second]];
      assert.equal(heard(winner).failure, undefined, 'one of them could go on');
      assert.deepEqual(heard(loser).acks, [], 'whoever was told so could not save before either');
      assert.match(await loser.evaluate(() => document.querySelector('.alert[data-tone="error"]').innerText), /另一个窗口/);
      acknowledged += heard(winner).acks.length;
      told += 1;

      await loser.reload();
      await ready(loser, '#/fill');
      await openAll(loser);
      const { states, done } = labours[1 - second];
      before = await fields(loser);
      assert.equal(stateOf(states, before, done.at(-1)), done.at(-1), `after ${acknowledged} edits: ${JSON.stringify(before)}`);
    }
    record(`two-windows-${chosen.name}`, { acknowledged_edits: acknowledged, told_as_a_conflict: told, lost: 0 });
  });
}
