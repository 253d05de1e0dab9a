// Everybody can use it: axe-core finds nothing, the keyboard is enough, narrow windows and large text
// fit, the browser finds what stands far below, the paper is right.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { readCase, sixteen } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { NotRun, orSkip, readSealed } from './lib/documents.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, details, exportFile, fillByEvents, go, open, ready, saved, scratch } from './lib/sheet.mjs';
import { tour } from './lib/tour.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const folder = scratch();
let server;
let browser;
const files = [];

before(async () => {
  server = await serve(DIST);
  browser = await launch();
  const page = await open(browser, server.url);
  const downloads = await browser.downloads(join(folder, 'files'));
  for (const unit of sixteen().slice(0, 4)) {
    await go(page, '#/');
    await go(page, NEW);
    await fillByEvents(page, unit);
    files.push(await exportFile(page, downloads));
  }
  await page.close();
});
after(async () => {
  await browser.close();
  await server.close();
});

for (const [lang, colours] of [['zh-Hans', 'light'], ['en', 'light'], ['zh-Hans', 'dark']]) {
  test(`axe-core finds nothing (${lang}, ${colours})`, async t => {
    const page = await open(browser, server.url, { lang });
    t.after(() => page.close());
    await page.emulateMedia({ 'prefers-color-scheme': colours });
    const found = [];
    await tour(page, files, async screen => found.push(...await axe(page, screen)));
    const fresh = await launch();
    t.after(() => fresh.close());
    const empty = await open(fresh, server.url, { lang });
    found.push(...await axe(empty, 'home without records'));
    assert.deepEqual(found, []);
  });
}

test('axe-core is at work: it finds what is planted', async t => {
  const page = await open(browser, server.url);
  t.after(() => page.close());
  await page.evaluate(() => document.querySelector('main').appendChild(document.createElement('input')));
  assert.deepEqual((await axe(page, 'planted')).map(line => line.split(' · ')[1]), ['label']);
});

async function axe(page, screen) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async tags => {
    // What is not painted is not judged.
    for (const part of document.querySelectorAll('.part')) part.style.contentVisibility = 'visible';
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(node => `${node.target.join(' ')} ${node.failureSummary.split('\n')[1] ?? ''}`) }));
  }, TAGS);
  return violations.map(({ id, nodes }) => `${screen} · ${id} · ${nodes.length}× ${nodes.slice(0, 3).join(' | ')}`);
}

test('the keyboard alone: skip link, a new sheet, an answer, what is missing', async t => {
  const page = await open(browser, server.url);
  t.after(() => page.close());
  const focus = () => page.evaluate(() => {
    const { tagName, id, name, value, className, textContent, href } = document.activeElement;
    return { tagName, id, name, value, className, href, text: textContent.slice(0, 40), ring: getComputedStyle(document.activeElement).outlineStyle };
  });
  const tabTo = async (want, what) => {
    for (let n = 0; n < 120; n += 1) {
      await page.press('Tab');
      const now = await focus();
      if (want(now)) return now;
    }
    throw new Error(`Tab does not reach ${what}`);
  };
  await page.press('Tab');
  assert.equal((await focus()).className, 'skip');
  const visible = await page.evaluate(() => document.querySelector('.skip').getBoundingClientRect().left >= 0);
  assert.equal(visible, true, 'the skip link is seen');
  await page.press('Enter');
  assert.equal((await focus()).id, 'main');
  const start = await tabTo(now => now.href?.endsWith('=strong_branch'), 'the library');
  assert.equal(start.ring, 'solid', 'the focus is seen');
  await page.press('Enter');
  await ready(page, '#/fill');
  const skipped = await tabTo(now => now.className === 'skip' || now.id === 'unit-name', 'the sheet');
  if (skipped.id !== 'unit-name') await tabTo(now => now.id === 'unit-name', 'the unit name');
  await page.type('石桥村党支部');
  await tabTo(now => now.name === 'A1', 'the first item');
  await page.press('Space');
  await page.waitFor(() => document.querySelector('[data-total]').textContent === '4');
  await page.press('ArrowDown');
  await page.waitFor(() => document.querySelector('[data-total]').textContent === '0');
  await tabTo(now => now.name === 'A2', 'the first number');
  await page.typeKeys('1');
  await page.waitFor(() => document.querySelector('[data-total]').textContent === '3');
  await saved(page);

  await page.evaluate(() => document.querySelector('.total-bar__actions [aria-expanded]').focus());
  await page.press('Enter');
  await page.waitForSelector('#missing');
  assert.ok(await page.evaluate(() => document.activeElement.closest('#missing') !== null), 'the focus is in the list');
  await page.evaluate(() => [...document.querySelectorAll('#missing .link')].find(link => link.textContent.startsWith('D3')).focus());
  await page.press('Enter');
  await page.waitFor(() => document.activeElement?.closest('[data-item="D3"]'), { message: 'the focus in D3' });
  const place = await page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    const bar = document.querySelector('.total-bar').getBoundingClientRect().bottom;
    return { clear: top >= bar, inside: bottom <= innerHeight };
  });
  assert.deepEqual(place, { clear: true, inside: true }, 'the focus is not behind the bar');
});

for (const size of [16, 32]) {
  test(`a window of 360 pixels, text of ${size}: nothing is scrolled sideways, nothing stays covered`, async t => {
    const page = await open(browser, server.url);
    t.after(() => page.close());
    await page.viewport({ width: 360, height: 640 });
    // What a user sets in the browser; lengths in media queries follow it too.
    await page.send('Page.setFontSizes', { fontSizes: { standard: size } });
    assert.equal(await page.evaluate('getComputedStyle(document.documentElement).fontSize'), `${size}px`);
    const wide = [];
    const covered = [];
    await tour(page, files, async screen => {
      const found = await page.evaluate(() => {
        const width = document.scrollingElement.scrollWidth;
        const past = [...document.querySelectorAll('main *, header *')].filter(one => one.getBoundingClientRect().right > 361 && !one.closest('.scroll, .hidden'));
        // Sections are clipped at their edge, so what sticks out of them does not widen the page: it is gone.
        if (width <= 360 && past.length === 0) return '';
        return `${width} px: ${past.slice(0, 5).map(one => `${one.tagName.toLowerCase()}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`).join(', ')}`;
      });
      if (found) wide.push(`${screen}: ${found}`);
      const bar = await page.evaluate(() => {
        const bar = document.querySelector('.total-bar');
        return bar && getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight / innerHeight : 0;
      });
      if (bar > 0.5) covered.push(`${screen}: the bar covers ${Math.round(bar * 100)} % of the window`);
      const column = await page.evaluate(() => {
        const head = document.querySelector('.matrix tbody th');
        return head && getComputedStyle(head).position === 'sticky' ? head.offsetWidth / head.closest('.scroll').clientWidth : 0;
      });
      if (column > 0.6) covered.push(`${screen}: the column of units covers ${Math.round(column * 100)} % of the table`);
    });
    assert.deepEqual([...wide, ...covered], []);
  });
}

test('the browser finds a text far below', async t => {
  const page = await open(browser, server.url + NEW);
  t.after(() => page.close());
  for (const [text, where] of [['牵头办成了中心工作', '[data-item="E1"]'], ['填报材料造假', '[data-veto="V3"]'], ['委员分工', '[data-item="A4"]']]) {
    await page.evaluate(() => getSelection().removeAllRanges());
    assert.equal(await page.evaluate(text => window.find(text, false, false, true), text), true, text);
    assert.ok(await page.evaluate(where => getSelection().anchorNode.parentElement.closest(where) !== null, where), text);
  }
});

test('on paper: A4 across, the check code and the table head on every page', t => orSkip(t, async () => {
  const page = await open(browser, server.url + NEW);
  t.after(() => page.close());
  const full = readCase('sixteen', '05');
  await fillByEvents(page, full);
  await details(page, 'A1');
  const code = readSealed(await exportFile(page, await browser.downloads(join(folder, 'paper')))).code;
  await page.click('.total-bar a.button', { text: '打印' });
  await page.waitForSelector('.paper');
  const path = await page.pdf(join(folder, 'paper.pdf'));
  const info = run('pdfinfo', path);
  const pages = Number(/Pages:\s+(\d+)/.exec(info)[1]);
  assert.ok(pages >= 2, `${pages} pages: more than one, or this shows nothing`);
  const [, wide, high] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info);
  assert.deepEqual([Math.round(wide), Math.round(high)], [842, 595]);
  const without = [];
  for (let n = 1; n <= pages; n += 1) {
    const text = run('pdftotext', '-layout', '-f', n, '-l', n, path, '-');
    if (!text.includes(code)) without.push(`page ${n} has no check code`);
    if (!/分值[^]*评分办法[^]*自评/.test(text)) without.push(`page ${n} has no table head`);
    if (/导出上报文件|回去接着填/.test(text)) without.push(`page ${n} has buttons`);
  }
  assert.deepEqual(without, []);
  const all = run('pdftotext', '-layout', path, '-');
  for (const text of [full.unit.name, full.expect.total, '单位盖章处', '负责人（签字）']) assert.ok(all.includes(text), text);
}));

test('on paper: a subtotal stands below an item of its section, never on top of a page', t => orSkip(t, async () => {
  const page = await open(browser, server.url + NEW);
  t.after(() => page.close());
  await fillByEvents(page, readCase('sixteen', '05'));
  await page.click('.total-bar a.button', { text: '打印' });
  await page.waitForSelector('.paper');
  const lonely = [];
  // Wherever the page ends.
  for (let more = 0; more < 600; more += 25) {
    await page.evaluate(more => { document.querySelector('.paper__head').style.marginBottom = `${more}px`; }, more);
    const path = await page.pdf(join(folder, 'subtotals.pdf'));
    for (const [n, text] of run('pdftotext', '-layout', path, '-').split('\f').entries()) {
      const lines = text.split('\n').map(line => line.trim()).filter(line => line !== '');
      const head = lines.findIndex(line => /评分办法/.test(line));
      if (/^小计/.test(lines[head + 1] ?? '')) lonely.push(`${more} px more: page ${n + 1}`);
    }
  }
  assert.deepEqual(lonely, []);
}));

function run(program, ...args) {
  try {
    return execFileSync(program, args.map(String), { encoding: 'utf8' });
  } catch (error) {
    if (error.code === 'ENOENT') throw new NotRun(`not run: ${program} is not installed`);
    throw error;
  }
}
