// The files the page writes, checked without any of its code.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv2020 from 'ajv/dist/2020.js';

import { ROOT } from './cases.mjs';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Canonical JSON: keys in the order of their UTF-16 units, no spaces. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  // Without a comparison `sort` goes by UTF-16 units.
  const keys = Object.keys(value).sort();
  return `{${keys.map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** SHA-256 over the document without its integrity. */
export function digestOf(document) {
  const { integrity, ...rest } = document;
  return createHash('sha256').update(canonical(rest), 'utf8').digest('hex');
}

/** The first ten letters of a digest in Crockford's base 32. */
export function checkCode(digest) {
  const bits = BigInt(`0x${digest}`) >> BigInt(256 - 50);
  return Array.from({ length: 10 }, (_, n) => LETTERS[Number((bits >> BigInt(5 * (9 - n))) & 31n)]).join('');
}

/** Reads a file the page wrote; checks that it is canonical and its digest right; `{ document, code }`. */
export function readSealed(path) {
  const text = readFileSync(path, 'utf8');
  const document = JSON.parse(text);
  assert.equal(text, canonical(document), `${path} is canonical`);
  assert.equal(document.integrity.alg, 'jcs-sha256');
  const digest = digestOf(document);
  assert.equal(document.integrity.digest, digest, `${path}: the digest`);
  return { document, code: checkCode(digest) };
}

/** Seals a changed document anew, as another program would write it. */
export function sealed(document) {
  return canonical({ ...document, integrity: { alg: 'jcs-sha256', digest: digestOf(document) } });
}

/** Checks a document with `schemas/<name>.json`; throws `NotRun` without that file. */
export function conforms(name, document) {
  const path = join(ROOT, 'schemas', `${name}.json`);
  if (!existsSync(path)) throw new NotRun(`not run: there is no schemas/${name}.json`);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  assert.ok(validate(document), `schemas/${name}.json: ${JSON.stringify(validate.errors?.slice(0, 5), null, 1)}`);
}

/** Runs the native command line and reads its JSON; throws `NotRun` where it is not built. */
export function yardstick(...args) {
  const program = process.env.YARDSTICK_CLI;
  if (!program || !existsSync(program)) throw new NotRun(`not run: no command line at YARDSTICK_CLI (${program ?? 'not set'})`);
  const { status, stdout, stderr } = spawnSync(program, [...args, '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  // 1 says that there are findings, such as an open item.
  assert.ok(status === 0 || status === 1, `${args.join(' ')}: exit code ${status}\n${stderr}`);
  return JSON.parse(stdout);
}

/** Why something could not be checked on this machine. */
export class NotRun extends Error {}

/** Runs `check`; skips the test `t` where the machine lacks something. */
export async function orSkip(t, check) {
  try {
    await check();
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    t.skip(error.message);
  }
}

/** The cells of a CSV text (RFC 4180), after checking its byte order mark and line ends. */
export function parseCsv(bytes) {
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'the CSV begins with a byte order mark');
  const text = bytes.subarray(3).toString('utf8');
  assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/, 'every line of the CSV ends with CR LF');
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter(row => row.length > 1);
}
