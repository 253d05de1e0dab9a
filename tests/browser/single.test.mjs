// The page as one file, opened from a stick: everything in it, nothing asked of anybody.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { list } from './lib/browsers.mjs';
import { launch } from './lib/cdp.mjs';
import { attack, refused, watchPolicy } from './lib/policy.mjs';
import { serve } from './lib/server.mjs';
import { DIST, assertQuiet, go, ready, scratch, shown } from './lib/sheet.mjs';
import { allElse, fillOne, goOn } from './lib/walk.mjs';

// Chromium 86 knows the older word for the same permission only.
const EXPECTED = { 86: /'wasm-unsafe-eval'/ };

/** Alone in a folder, with a name as people give it. */
function stick() {
  const folder = join(scratch(), 'U盘 #1 100%');
  mkdirSync(folder);
  const path = join(folder, '标尺 自评.html');
  copyFileSync(join(DIST, 'yardstick.html'), path);
  return pathToFileURL(path).href;
}

for (const { name } of list()) {
  test(`Chromium ${name}: fills, is killed, goes on, exports, prints, rolls up, and asks nobody`, async t => {
    const url = stick();
    const profile = join(scratch(), 'profile');
    const start = async () => {
      const browser = await launch({ browser: name, profile });
      t.after(() => browser.kill());
      const page = await browser.newPage();
      await watchPolicy(page);
      await page.onNewDocument(() => localStorage.setItem('yardstick.lang', localStorage.getItem('yardstick.lang') ?? 'zh-Hans'));
      await page.goto(url);
      await ready(page);
      return { browser, page };
    };
    const first = await start();
    const seen = await fillOne(first.page);
    await first.browser.kill('SIGKILL');

    const { browser, page } = await start();
    await goOn(page);
    assert.deepEqual(await shown(page), seen);
    await allElse(page, await browser.downloads());
    // A standard that only the desk fills, and one that is not there.
    await go(page, '#/fill?template=templates/major_matters.json');
    assert.ok(await page.evaluate(() => document.querySelectorAll('[data-item]').length) > 5);
    await go(page, '#/fill?template=nothing');
    assert.equal(await page.evaluate(() => document.querySelector('.alert') !== null), true);

    await go(page, '#/machine');
    assert.match(await page.evaluate('document.querySelector("main").innerText'), /别的网页文件也可能读到这里保存的内容/);

    const asked = page.requests.filter(one => !/^(data|blob):/.test(one.url)).map(one => one.url.replace(/#.*/, ''));
    assert.deepEqual(asked, [url]);
    assertQuiet(page, url.slice(0, url.lastIndexOf('/')), EXPECTED[name]);
    assert.deepEqual(await refused(page), []);
    assert.deepEqual(await attack(page), []);
  });

  test(`Chromium ${name}: the site offers the file, which does not offer itself`, async t => {
    const server = await serve(DIST);
    t.after(() => server.close());
    const browser = await launch({ browser: name });
    t.after(() => browser.close());
    const page = await browser.newPage(server.url);
    await ready(page);
    const downloads = await browser.downloads();
    const file = await downloads.wait(() => page.click('.home__single a'));
    assert.deepEqual(readFileSync(file), readFileSync(join(DIST, 'yardstick.html')));
    await page.goto(pathToFileURL(file).href);
    await ready(page, '#/');
    assert.equal(await page.evaluate(() => document.querySelector('.home__single').offsetHeight), 0);
    assert.equal(await page.evaluate(() => document.querySelectorAll('.library a').length), readdirSync(join(DIST, 'templates')).length);
  });
}
