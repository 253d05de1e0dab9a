// The driver itself, in each of the three browsers: what the other tests lean on.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { list } from './lib/browsers.mjs';
import { taken } from './lib/canary.mjs';
import { launch } from './lib/cdp.mjs';
import { tree } from './lib/processes.mjs';
import { serve } from './lib/server.mjs';

const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>驱动自检</title>
<style>main { height: 3000px } button { margin-top: 1500px }</style>
<main><h1>自评表</h1><input id="name"><textarea id="note"></textarea><input id="file" type="file" hidden>
<button>保存</button><button>另存为</button><p id="told"></p></main>
<script src="page.js"></script></html>`;

const SCRIPT = `
const told = document.querySelector('#told');
const events = [];
for (const type of ['compositionstart', 'compositionupdate', 'input', 'compositionend'])
  document.querySelector('#name').addEventListener(type, event => events.push(type + ':' + (event.data ?? '')));
document.querySelector('button').addEventListener('click', event => { told.textContent = event.isTrusted ? '已保存' : '假'; });
document.querySelectorAll('button')[1].addEventListener('click', () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['甲乙丙'], { type: 'application/json' }));
  link.download = '导出.json';
  link.click();
});
document.querySelector('#file').addEventListener('change', async event => { told.textContent = await event.target.files[0].text(); });
console.log('启动', 1);
fetch('missing.txt');
new Worker('worker.js');
setTimeout(() => { throw new Error('有意的错误'); });`;

const folder = mkdtempSync(join(tmpdir(), 'yardstick-driver-'));
let server;

before(async () => {
  const site = join(folder, 'site');
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), PAGE);
  writeFileSync(join(site, 'page.js'), SCRIPT);
  writeFileSync(join(site, 'worker.js'), "fetch('from-worker.txt');");
  writeFileSync(join(site, 'module.wasm'), Buffer.from('0061736d01000000', 'hex'));
  writeFileSync(join(folder, '上传.txt'), '文件内容');
  server = await serve(site, { prefix: '/some/where', brotli: true });
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const chosen of list()) {
  test(`Chromium ${chosen.name}`, async t => {
    let browser = await launch({ browser: chosen });
    t.after(() => browser.kill());
    const page = await browser.newPage(server.url);

    await t.test('runs code and reports what the page said and asked for', async () => {
      assert.equal(await page.evaluate('document.querySelector("h1").textContent'), '自评表');
      assert.deepEqual(await page.evaluate(async (a, b) => ({ sum: a + b }), 1, 2), { sum: 3 });
      await assert.rejects(page.evaluate(() => { throw new Error('坏'); }), /坏/);
      await page.waitFor(async () => (await WebAssembly.compileStreaming(fetch('module.wasm'))) instanceof WebAssembly.Module);
      await assert.rejects(page.waitFor(() => false, { timeout: 100 }), /waited 100 ms for[^]*自评表/);
      assert.ok(page.console.some(line => line.text === '启动 1'));
      assert.match(page.exceptions.join(), /有意的错误/);
      const asked = page.requests.map(one => new URL(one.url).pathname);
      for (const name of ['', 'page.js', 'worker.js', 'from-worker.txt']) assert.ok(asked.includes(`/some/where/${name}`), name);
      assert.equal(page.requests.find(one => one.url.endsWith('missing.txt')).status, 404);
    });

    await t.test('clicks with a real mouse', async () => {
      await page.click('button', { text: '保存' });
      await page.waitFor(() => document.querySelector('#told').textContent === '已保存');
      await assert.rejects(page.click('#nothing', { timeout: 100 }), /#nothing: it is not there/);
    });

    await t.test('types, presses keys and composes', async () => {
      await page.fill('#note', '第一行');
      await page.press('Enter');
      await page.typeKeys('Ab');
      await page.press('Control+a');
      await page.press('End');
      await page.press('Backspace');
      assert.equal(await page.evaluate(() => document.querySelector('#note').value), '第一行\nA');

      await page.click('#name');
      await page.imeSetComposition('zi');
      await page.imeSetComposition('zi ping');
      assert.equal(await page.evaluate(() => document.querySelector('#name').value), 'zi ping');
      await page.imeCommit('自评');
      assert.equal(await page.evaluate(() => document.querySelector('#name').value), '自评');
      const events = await page.evaluate('events');
      assert.equal(events[0], 'compositionstart:');
      assert.equal(events.filter(event => event.startsWith('compositionend')).join(), 'compositionend:自评');
    });

    await t.test('gives files and receives them', async () => {
      await page.setFileInputFiles('#file', join(folder, '上传.txt'));
      await page.waitFor(() => document.querySelector('#told').textContent === '文件内容');
      const downloads = await browser.downloads();
      const saved = await downloads.wait(() => page.click('button', { text: '另存为' }));
      assert.ok(saved.endsWith('导出.json'), saved);
      assert.equal(readFileSync(saved, 'utf8'), '甲乙丙');
    });

    await t.test('takes pictures and prints', async () => {
      const picture = join(folder, `${chosen.name}.png`);
      await page.screenshot(picture, { width: 360, height: 640, mobile: true, fullPage: true });
      const bytes = readFileSync(picture);
      assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
      assert.equal(bytes.readUInt32BE(16), 360);
      assert.ok(bytes.readUInt32BE(20) > 3000);
      const paper = join(folder, `${chosen.name}.pdf`);
      await page.pdf(paper);
      assert.equal(readFileSync(paper).subarray(0, 4).toString(), '%PDF');
    });

    await t.test('maps names of hosts', async () => {
      const elsewhere = await launch({ browser: chosen, hosts: ['intranet.example'] });
      t.after(() => elsewhere.kill());
      const insecure = await elsewhere.newPage(server.url.replace('127.0.0.1', 'intranet.example'));
      assert.equal(await insecure.evaluate('isSecureContext'), false);
      assert.equal(await page.evaluate('isSecureContext'), true);
      await elsewhere.close();
    });

    await t.test('sees what is asked of others', async () => {
      await page.evaluate(() => {
        const asked = ['http://elsewhere.example/a', 'https://elsewhere.example/b', 'http://203.0.113.9/c'];
        return Promise.allSettled(asked.map(address => fetch(address)));
      });
      const seen = taken();
      for (const trace of [/asked for http:.*\/a$/, /asked for https:.*\/b$/, /asked for .*\/c$/, /^a call: GET \/a /, /^a call: GET \/c /]) {
        assert.ok(seen.some(one => trace.test(one)), `${trace}: ${seen.join('\n')}`);
      }
      assert.ok(seen.filter(one => one.startsWith('a call')).length >= 3, seen.join('\n'));
    });

    await t.test('is killed whole, and starts again with its profile', async () => {
      await browser.kill();
      const profile = join(folder, `profile-${chosen.name}`);
      browser = await launch({ browser: chosen, profile });
      const first = await browser.newPage(server.url);
      await first.evaluate(() => new Promise((resolve, reject) => {
        const open = indexedDB.open('store', 1);
        open.onupgradeneeded = () => open.result.createObjectStore('answers');
        open.onerror = reject;
        open.onsuccess = () => {
          const transaction = open.result.transaction('answers', 'readwrite', { durability: 'strict' });
          transaction.objectStore('answers').put('留住', 'key');
          transaction.oncomplete = resolve;
        };
      }));
      await browser.kill('SIGKILL');
      assert.deepEqual(tree(0x3fffffff, profile), [], 'no process is left');
      await assert.rejects(first.evaluate('1'), /browser/);

      browser = await launch({ browser: chosen, profile });
      const second = await browser.newPage(server.url);
      const kept = await second.evaluate(() => new Promise((resolve, reject) => {
        const open = indexedDB.open('store', 1);
        open.onerror = reject;
        open.onsuccess = () => {
          const get = open.result.transaction('answers').objectStore('answers').get('key');
          get.onsuccess = () => resolve(get.result);
        };
      }));
      assert.equal(kept, '留住');
      await browser.close();
      assert.ok(existsSync(profile), 'a given profile is left alone');
    });
  });
}
