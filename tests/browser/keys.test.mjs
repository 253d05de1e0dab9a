// A unit's key: what is signed and encrypted with it, by the word of programs that are not this one.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';

import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';

import { list } from './lib/browsers.mjs';
import { readCase, standard } from './lib/cases.mjs';
import { launch } from './lib/cdp.mjs';
import { conforms } from './lib/documents.mjs';
import { PASSPHRASE, encryptFor, makeKey, openKey, publicKey, sealedWith, signer, trouble, verifies } from './lib/keyring.mjs';
import { serve } from './lib/server.mjs';
import { DIST, NEW, exportFile, fillByEvents, go, open, ready, scratch, stored } from './lib/sheet.mjs';

const UNIT = '白杨镇石桥村党支部';
const folder = scratch();
let server;
before(async () => { server = await serve(DIST); });
after(() => server.close());

/** A browser, a tab at `hash`, and where it saves files. */
async function start(t, chosen, hash) {
  const browser = await launch({ browser: chosen });
  t.after(() => browser.kill());
  return { browser, page: await open(browser, server.url + hash), downloads: await browser.downloads() };
}

async function decrypted(bytes, identity, as = 'addIdentity') {
  const decrypter = new Decrypter();
  decrypter[as](identity);
  return decrypter.decrypt(new Uint8Array(bytes), 'text');
}

/** The secret half of a key file, opened by age with the passphrase: `{ seed, identity, body }`. */
async function opened(path, passphrase = PASSPHRASE) {
  const { body } = JSON.parse(readFileSync(path, 'utf8'));
  const [seed, identity] = (await decrypted(Buffer.from(body.locked, 'hex'), passphrase, 'addPassphrase')).split('\n');
  return { seed, identity, body };
}

for (const chosen of list()) {
  test(`Chromium ${chosen.name}: a key is made, and others can tell that a sheet and a roll-up are signed with it`, async t => {
    const { page, downloads } = await start(t, chosen, '#/machine');
    await page.click('#key summary');
    for (const [unit, passphrase, again, said] of [['', PASSPHRASE, PASSPHRASE, /单位名称/], [UNIT, '太短', '太短', /至少/], [UNIT, PASSPHRASE, `${PASSPHRASE}!`, /不一样/]]) {
      for (const [name, value] of Object.entries({ unit, passphrase, again })) await page.fill(`[data-do="make-key"] [name="${name}"]`, value);
      await page.click('[data-do="make-key"] button');
      await page.waitFor(said => new RegExp(said).test(document.querySelector('.key__trouble')?.textContent), { args: [said.source] });
    }
    const file = await makeKey(page, downloads, { unit: UNIT });
    const { seed, identity, body } = await opened(file);
    assert.deepEqual([body.unit, body.signs, body.receives], [UNIT, publicKey(seed), await identityToRecipient(identity)]);
    await assert.rejects(opened(file, `${PASSPHRASE}!`));
    assert.equal(await page.evaluate('document.querySelector("#key-receives").value'), body.receives);

    await go(page, NEW);
    await fillByEvents(page, readCase('sixteen', '03'));
    const sheet = await exportFile(page, downloads);
    await go(page, '#/rollup');
    await page.setFileInputFiles('#drop-files', [sheet]);
    await page.click('#commit');
    await page.waitForSelector('.matrix');
    const rollup = await downloads.wait(() => page.click('#rollup-file'));
    const other = signer();
    for (const [path, kind] of [[sheet, 'submission'], [rollup, 'rollup']]) {
      const text = readFileSync(path, 'utf8');
      const document = JSON.parse(text);
      assert.equal(document.format, `yardstick.${kind}`);
      assert.equal(text, sealedWith(document, document.signature), 'it is canonical, and the digest is of what is signed');
      assert.deepEqual([document.signature.alg, document.signature.key], ['ed25519-dsse', body.signs]);
      assert.ok(verifies(document));
      assert.ok(!verifies(document, other.key), 'nobody else has signed it');
      assert.ok(!verifies({ ...document, id: `${document.id}x` }), 'it was changed');
      conforms(kind, document);
    }
    conforms('key', JSON.parse(readFileSync(file, 'utf8')));
    assert.deepEqual(page.exceptions, []);
  });

  test(`Chromium ${chosen.name}: a sheet for the committee is read by it and by the unit, and by no stranger`, async t => {
    const { page, downloads } = await start(t, chosen, '#/machine');
    const own = await opened(await makeKey(page, downloads, { unit: UNIT }));
    const [committee, stranger] = [await generateIdentity(), await generateIdentity()];
    await encryptFor(page, `${await identityToRecipient(committee)}x`);
    assert.match(await trouble(page), /不是收件码/);
    await encryptFor(page, await identityToRecipient(committee));
    await page.waitFor(() => !document.querySelector('.key__trouble'));
    await go(page, NEW);
    const { unit, ...filled } = readCase('sixteen', '03');
    await fillByEvents(page, { ...filled, unit });
    const path = await exportFile(page, downloads);
    assert.match(basename(path), /\.json\.age$/);
    const bytes = readFileSync(path);
    assert.ok(!bytes.includes(unit.name));
    const text = await decrypted(bytes, committee);
    assert.equal(await decrypted(bytes, own.identity), text);
    const document = JSON.parse(text);
    assert.deepEqual([document.body.unit.name, document.signature.key, verifies(document)], [unit.name, own.body.signs, true]);
    await assert.rejects(decrypted(bytes, stranger), /no identity|match/i);
    assert.deepEqual(page.exceptions, []);
  });

  test(`Chromium ${chosen.name}: an encrypted file waits for the key; another key, none and a forged one are noticed`, async t => {
    const { page, downloads } = await start(t, chosen, '#/machine');
    const { body } = await opened(await makeKey(page, downloads, { unit: '白杨镇党委' }));
    const [first, second] = [signer(), signer()];
    const { unit, entries, vetoes } = readCase('sixteen', '03');
    const sheet = (revision, name = unit.name) => ({
      format: 'yardstick.submission', version: 1, id: 'unit-03',
      body: { unit: { ...unit, name }, period: '2026', stage: 'draft', revision, entries, vetoes, template: standard() },
    });
    const put = async (name, text) => {
      const encrypter = new Encrypter();
      encrypter.addRecipient(body.receives);
      const path = join(folder, `${chosen.name} ${name}`);
      writeFileSync(path, name.endsWith('.age') ? await encrypter.encrypt(text) : text);
      return path;
    };
    const signed = (revision, by) => sealedWith(sheet(revision), by.signature(sheet(revision)));
    const staged = async (...wanted) => {
      const rows = () => [...document.querySelectorAll('tr[data-verdict]')].map(row => [row.dataset.verdict, row.dataset.signing ?? null]);
      await page.waitFor(`JSON.stringify((${rows})()) === ${JSON.stringify(JSON.stringify(wanted))}`);
    };
    const commit = async () => {
      await page.click('#commit');
      await page.waitFor(() => !document.querySelector('tr[data-verdict]') && document.querySelector('tr[data-unit]'));
      await stored(page);
    };
    const take = async (name, text, ...wanted) => {
      await page.setFileInputFiles('#drop-files', [await put(name, text)]);
      await staged(wanted);
    };

    // The key is closed by a new beginning.
    await page.reload();
    await ready(page, '#/machine');
    await go(page, '#/rollup');
    await take('一.json.age', signed(1, first), 'encrypted', null);
    await page.reload();
    await ready(page, '#/rollup');
    await staged(['encrypted', null]);
    await go(page, '#/machine');
    await openKey(page, `${PASSPHRASE}!`);
    assert.match(await trouble(page), /口令不对/);
    await openKey(page);
    await go(page, '#/rollup');
    await staged(['accepted', 'first']);
    await commit();

    const forged = sealedWith(sheet(2, '别的党支部'), first.signature(sheet(2)));
    await take('改.json', forged, 'forged', null);
    await page.click('#discard');
    await take('二.json', signed(2, first), 'newer', 'known');
    await commit();
    await take('三.json', sealedWith(sheet(3)), 'newer', 'missing');
    await commit();
    assert.match(await page.evaluate('document.querySelector("tr[data-unit] .matrix__unit").innerText'), /没有签名/);
    await page.reload();
    await ready(page, '#/rollup');
    await take('四.json', signed(4, second), 'newer', 'changed');
    await commit();
    assert.match(await page.evaluate('document.querySelector("tr[data-unit] .matrix__unit").innerText'), /换了钥匙/);
    await page.evaluate(() => document.querySelector('[data-cell="C1"]').click());
    await page.click('#looked-at [data-do="trust"]');
    await page.waitFor(() => !document.querySelector('[data-do="trust"]') && !document.querySelector('tr[data-unit] .matrix__unit').innerText.includes('换了钥匙'));
    await stored(page);
    await page.reload();
    await ready(page, '#/rollup');
    await take('五.json', signed(5, second), 'newer', 'known');
    await page.click('#discard');
    await take('六.json', signed(6, first), 'newer', 'changed');
    assert.deepEqual(page.exceptions, []);
  });

  test(`Chromium ${chosen.name}: where the key is not open it is asked, and what goes out then is not signed`, async t => {
    const { page, downloads } = await start(t, chosen, '#/machine');
    await makeKey(page, downloads, { unit: UNIT });
    await encryptFor(page, await identityToRecipient(await generateIdentity()));
    await go(page, NEW);
    await fillByEvents(page, readCase('sixteen', '03'));
    await page.reload();
    await ready(page, '#/fill');
    const before = downloads.names();
    await page.click('#export');
    await page.waitForSelector('[data-do="skip-key"]');
    assert.deepEqual(downloads.names(), before, 'nothing went out yet');
    const path = await downloads.wait(() => page.click('[data-do="skip-key"]'));
    assert.match(basename(path), /\.json$/);
    const document = JSON.parse(readFileSync(path, 'utf8'));
    assert.deepEqual([document.format, document.signature], ['yardstick.submission', undefined]);

    // Opened instead, it signs.
    await page.reload();
    await ready(page, '#/fill');
    await page.click('#export');
    await page.click('.alert a[href="#/machine"]');
    await openKey(page);
    await page.evaluate('history.back()');
    await ready(page, '#/fill');
    assert.match(basename(await exportFile(page, downloads)), /\.json\.age$/);
    assert.deepEqual(page.exceptions, []);
  });
}
