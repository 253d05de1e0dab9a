// Units' keys: on the page, and made in Node without any of its code.

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

import { canonical } from './documents.mjs';
import { go } from './sheet.mjs';

export const PASSPHRASE = '村口 老槐树 1949';

/** The document without what stands beside its contents. */
const bare = ({ integrity, signature, ...rest }) => rest;

/** What is signed: the pre-authentication encoding of DSSE over canonical JSON. */
export function encoded(document) {
  const type = `application/vnd.${document.format}+json`;
  const body = canonical(bare(document));
  return Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${Buffer.byteLength(body)} ${body}`);
}

const raw = key => Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x, 'base64url').toString('hex');

/** The public key of a seed, both in hexadecimal digits. */
export const publicKey = seed => raw(createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'), format: 'der', type: 'pkcs8',
}));

/** Whether the signature of a document is one of its contents, by the key it names or another. */
export function verifies(document, key = document.signature.key) {
  const x = Buffer.from(key, 'hex').toString('base64url');
  const known = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, encoded(document), known, Buffer.from(document.signature.value, 'hex'));
}

/** Somebody who signs: `{ key, signature(document) }`. */
export function signer() {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = raw(privateKey);
  const value = document => sign(null, encoded(document), privateKey).toString('hex');
  return { key, signature: document => ({ alg: 'ed25519-dsse', key, value: value(document) }) };
}

/** The text of a document with a digest of what stands in it, and such a signature. */
export function sealedWith(document, signature) {
  const digest = createHash('sha256').update(canonical(bare(document)), 'utf8').digest('hex');
  return canonical({ ...bare(document), integrity: { alg: 'jcs-sha256', digest }, ...(signature ? { signature } : {}) });
}

/** Fills a form of the page, and sends it off. */
async function submit(page, name, values) {
  for (const [field, value] of Object.entries(values)) await page.fill(`form[data-do="${name}"] [name="${field}"]`, value);
  await page.click(`form[data-do="${name}"] button`);
}

/** Makes a key; resolves to the path of its file. */
export async function makeKey(page, downloads, { unit, passphrase = PASSPHRASE }) {
  await go(page, '#/machine');
  if (!await page.evaluate('document.querySelector("#key details").open')) await page.click('#key summary');
  const file = await downloads.wait(() => submit(page, 'make-key', { unit, passphrase, again: passphrase }));
  await page.waitForSelector('#key-open');
  return file;
}

/** Types a passphrase and waits until it has been tried: the key or the machine is open, or it is said why not. */
export async function openKey(page, passphrase = PASSPHRASE) {
  await submit(page, 'open-key', { passphrase });
  await page.waitFor(() => (document.querySelector('.key__trouble') || !document.querySelector('form[data-do="open-key"]'))
    && !document.querySelector('.working'));
}

/** Names whom files are encrypted for. */
export async function encryptFor(page, recipient) {
  await page.fill('#key-to', recipient);
  await page.press('Tab');
}

export const trouble = page => page.waitFor(() => document.querySelector('.key__trouble')?.textContent);
export const isLocked = page => page.waitForSelector('#locked form[data-do="open-key"]');

/** Every live value: `[where, store, key, value]`; bytes as `{ hex }`. */
export function values(page) {
  return page.evaluate(async () => {
    const answered = request => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
    const plain = value => {
      if (value instanceof Uint8Array) return { hex: hex(value) };
      return Array.isArray(value) ? value.map(plain) : value;
    };
    const found = Object.entries(localStorage).sort().map(([key, value]) => ['beside', '', key, value]);
    for (const name of ['yardstick', 'yardstick-quarantine']) {
      const database = await answered(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const lines = database.transaction(store).objectStore(store);
        const [keys, all] = await Promise.all([answered(lines.getAllKeys()), answered(lines.getAll())]);
        keys.forEach((key, n) => found.push([name, store, key, plain(all[n])]));
      }
      database.close();
    }
    return found;
  });
}

/** All of it as one text, bytes read as UTF-8. */
export const textOf = values => JSON.stringify(values, (_, value) => (value?.hex ? Buffer.from(value.hex, 'hex').toString('utf8') : value));
