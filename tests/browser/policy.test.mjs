// The content security policy of the site: nothing the page does offends it, whatever is injected does.

import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { attack, refused, watchPolicy } from './lib/policy.mjs';
import { serve } from './lib/server.mjs';
import { DIST, ready, scratch } from './lib/sheet.mjs';
import { allElse, fillOne } from './lib/walk.mjs';

/** The site in a folder of its own, so that it may be changed. */
function copied() {
  const site = join(scratch(), 'site');
  cpSync(DIST, site, { recursive: true });
  return site;
}

test('where there are no trusted types, browsers that know the narrower word for WebAssembly refuse eval', async t => {
  const site = copied();
  const page = join(site, 'index.html');
  const html = readFileSync(page, 'utf8');
  const without = html.replace("; require-trusted-types-for 'script'; trusted-types offline worker", '');
  assert.notEqual(without, html);
  writeFileSync(page, without);
  const server = await serve(site);
  t.after(() => server.close());
  for (const [name, message] of [['current', /unsafe-eval/], ['86', /^ran$/]]) {
    const browser = await launch({ browser: name });
    t.after(() => browser.close());
    const tab = await browser.newPage(server.url);
    await ready(tab);
    assert.match(await tab.evaluate(() => new Promise(resolve => setTimeout(() => {
      try { resolve((0, eval)('"ran"')); } catch (error) { resolve(error.message); }
    }))), message);
  }
});

for (const { name } of list()) {
  test(`Chromium ${name}: the whole page breaks no rule, and injected code does not run`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const browser = await launch({ browser: name });
    t.after(() => browser.close());
    const page = await browser.newPage();
    await watchPolicy(page);
    await page.onNewDocument(() => localStorage.setItem('yardstick.lang', localStorage.getItem('yardstick.lang') ?? 'zh-Hans'));
    await page.goto(server.url);
    await fillOne(page);
    await allElse(page, await browser.downloads());
    assert.deepEqual(await refused(page), []);
    assert.equal(await page.evaluate(() => document.querySelectorAll('[style]').length), 0);
    assert.deepEqual(await attack(page), []);
    assert.ok((await refused(page)).length > 5);
  });

  test(`Chromium ${name}: inside of another page it says so instead of opening`, async t => {
    const site = copied();
    writeFileSync(join(site, 'other.html'), '<!doctype html><iframe src="index.html" width="900" height="600"></iframe>');
    const browser = await launch({ browser: name });
    t.after(() => browser.close());
    const inside = page => page.evaluate(() => {
      const framed = document.querySelector('iframe').contentDocument;
      return framed && { text: framed.body.innerText, page: framed.querySelector('#app').childElementCount };
    });

    const plain = await serve(site);
    t.after(() => plain.close());
    const page = await browser.newPage(`${plain.url}other.html`);
    await page.waitFor(() => /不能嵌在别的网页里/.test(document.querySelector('iframe').contentDocument?.body.innerText));
    const { text, page: children } = await inside(page);
    assert.doesNotMatch(text, /正在打开/);
    assert.equal(children, 0);
    assert.deepEqual(plain.requests.filter(one => one.path.includes('.wasm')), []);

    // `cargo xtask serve` sends this; a host should.
    const strict = await serve(site, { headers: { 'content-security-policy': "frame-ancestors 'none'" } });
    t.after(() => strict.close());
    const blocked = await browser.newPage(`${strict.url}other.html`);
    assert.equal(await inside(blocked), null);
    assert.equal(await blocked.evaluate(() => document.querySelector('iframe').contentWindow.length), 0);
  });
}
