// Hostile text in every place where text of others is shown, in the three browsers: nothing runs. The policy of
// the page is taken away for it, so that nothing but the page itself stands in the way.

import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { readCase } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { example } from './lib/example.mjs';
import { standard, submission, zip } from './lib/infect.mjs';
import { PAYLOADS } from './lib/payloads.mjs';
import { serve } from './lib/server.mjs';
import { DIST, go, open, ready, saved, scratch } from './lib/sheet.mjs';

const folder = scratch();
const at = name => join(folder, name);
// A text may have 20,000 signs.
const HALVES = [0, 1].map(half => PAYLOADS.filter((_, n) => n % 2 === half).join('\n'));
let server;

before(async () => {
  const site = at('site');
  cpSync(DIST, site, { recursive: true });
  const index = readFileSync(join(site, 'index.html'), 'utf8');
  const open = index.replace(/<meta http-equiv="?Content-Security-Policy[^>]*>/i, '');
  assert.notEqual(open, index);
  writeFileSync(join(site, 'index.html'), open);
  const start = readFileSync(join(site, 'start.js'), 'utf8');
  const bare = start.replace('document.head.append(policy);', '');
  assert.notEqual(bare, start, 'the narrower policy is taken away too');
  writeFileSync(join(site, 'start.js'), bare);
  server = await serve(site);
  const [branch, tasks] = [readCase('strong_branch', '77-mix-of-everything'), example('staged_tasks')];
  HALVES.forEach((text, half) => {
    const sheet = standard('strong_branch', text);
    const ledger = standard('staged_tasks', text);
    writeFileSync(at(`template-${half}.json`), JSON.stringify(sheet));
    const filled = { ...branch, unit: { unit_type: 'village' }, period: '2026' };
    for (const unit of ['甲', '乙']) writeFileSync(at(`${unit}-${half}.json`), submission(`hostile-${half}-${unit}`, sheet, filled, text));
    writeFileSync(at(`ledger-${half}.json`), submission(`hostile-${half}-ledger`, ledger, tasks, text));
    sheet.body.sections[0].id = text;
    sheet.body.sections[0].items[0].rule.kind = text;
    writeFileSync(at(`spoilt-${half}.json`), JSON.stringify(sheet));
    sheet.body.sections[0].items[0].rule.kind = 'all_or_nothing';
    sheet.body.sections[0].items[0].id = text;
    writeFileSync(at(`flaws-${half}.json`), JSON.stringify(sheet));
    ledger.body[text] = 1;
    writeFileSync(at(`member-${half}.json`), JSON.stringify(ledger));
  });
  const twice = text => `{${JSON.stringify(text)}:1,${JSON.stringify(text)}:2}`;
  writeFileSync(at('all.zip'), zip(PAYLOADS.map(text => [`${text}#.json`, twice(text)])));
});
after(() => server.close());

// Runs before anything else in the page: whatever is called from a payload is noted.
function hook() {
  window.hits = [];
  for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = (...what) => { window.hits.push(`${name} ${what}`); };
}

/** What ran, and what stands in the page that the page did not make. */
const found = page => page.evaluate(() => {
  const strange = [...document.querySelectorAll('*')].filter(one => {
    const known = ['HTML', 'HEAD', 'BODY', 'META', 'TITLE', 'LINK'].includes(one.tagName) || document.getElementById('app').contains(one) || one.closest('#floor') || one.matches('body > template') || one.id === 'app';
    const tags = 'script,iframe,frame,object,embed,svg,math,img,video,audio,source,base,form,style,marquee,template,noscript,meta,link,xmp,plaintext,foreignobject';
    const made = document.getElementById('app').contains(one) && one.matches(tags);
    const handler = [...one.attributes].some(({ name, value }) => /^on|^srcdoc$|^style$|^formaction$|^xlink:/i.test(name) || (/^(href|src|action)$/.test(name) && !/^(#|yardstick\.html$|$)/.test(value)));
    const inside = document.getElementById('app').contains(one);
    return made || (inside && handler) || !known && !one.matches('script');
  });
  return { hits: window.hits, strange: strange.map(one => one.outerHTML.slice(0, 200)), text: document.body.textContent.length };
});

for (const chosen of list()) {
  test(`no payload runs on any screen (Chromium ${chosen.name})`, async t => {
    const browser = await launch({ browser: chosen });
    t.after(() => browser.close());
    const page = await open(browser, server.url);
    await page.onNewDocument(hook);
    await page.reload();
    await ready(page);
    let [screens, seen] = [0, 0];
    const look = async name => {
      const { hits, strange, text } = await found(page);
      assert.deepEqual([hits, strange, page.dialogs], [[], [], []], name);
      [screens, seen] = [screens + 1, seen + text];
    };
    const pick = (css, files) => page.setFileInputFiles(css, files);
    const has = text => page.waitFor(text => document.body.textContent.includes(text), { args: [text] });

    for (const half of [0, 1]) {
      const [first] = HALVES[half].split('\n');
      await go(page, '#/');
      await pick('#open-file', at(`template-${half}.json`));
      await page.waitForSelector('.sheet');
      await ready(page, '#/fill');
      await has(first);
      await look('a hostile standard');
      for (const file of ['甲', 'ledger']) {
        // A standard that was opened from a file stands at the address of the first page.
        await go(page, '#/rollup');
        await go(page, '#/');
        await pick('#open-file', at(`${file}-${half}.json`));
        await page.waitFor(id => location.hash.endsWith(id), { args: [encodeURIComponent(`hostile-${half}-${file}`)] });
        await ready(page, '#/fill');
        await page.evaluate(() => { for (const button of document.querySelectorAll('.item__more, [data-do="missing"]')) button.click(); });
        await look(`a hostile ${file}`);
        await saved(page);
        const record = await page.evaluate(() => location.hash.split('=')[1]);
        await go(page, `#/print?record=${record}`);
        await page.waitForSelector('.paper');
        await has(first);
        await look(`a hostile ${file} on paper`);
      }
      for (const file of ['spoilt', 'flaws', 'member']) {
        await go(page, '#/');
        await pick('#open-file', at(`${file}-${half}.json`));
        await has(`${file}-${half}.json`);
        await look(`what is said of ${file}`);
      }
      await go(page, '#/rollup');
      await pick('#drop-files', [...['甲', '乙', 'template', 'spoilt'].map(file => at(`${file}-${half}.json`)), ...(half ? [] : [at('all.zip')])]);
      await page.waitForSelector('#commit');
      await look('hostile files that wait');
      await page.click('#commit');
      await page.waitForSelector('.matrix');
      await page.evaluate(() => document.querySelector('[data-cell]').click());
      await page.waitForSelector('#looked-at');
      await has(first);
      await look('a hostile roll-up');
    }
    assert.equal(await page.evaluate(() => document.querySelectorAll('.staging__name').length), PAYLOADS.length + 4);
    for (const text of PAYLOADS.filter((_, n) => n % 60 === 0)) {
      await go(page, `#/fill?template=${encodeURIComponent(text)}`);
      await look('a hostile address');
    }
    await go(page, '#/');
    await look('home with hostile records');
    console.log(`Chromium ${chosen.name}: ${PAYLOADS.length} payloads, ${screens} screens, ${seen} signs`);
    assert.ok(seen > 5_000_000, `only ${seen} signs were shown`);

    // The hook is at work: a page that made markup of it would be caught.
    await page.evaluate(html => { document.getElementById('app').innerHTML = html; }, '<img src=x:x onerror="alert(1)">');
    await page.waitFor(() => window.hits.length > 0);
    assert.equal((await found(page)).strange.length, 1);
  });
}
