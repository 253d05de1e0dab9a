// The published schemas, asked by a validator that is not the one of the native tests: every file of the
// project and of the command line fits, every file of tests/spoilt.json is refused. Needs no browser.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import Ajv2020 from 'ajv/dist/2020.js';

import { ROOT } from './lib/cases.mjs';

const read = path => JSON.parse(readFileSync(path, 'utf8'));
const below = folder => readdirSync(join(ROOT, folder), { recursive: true })
  .filter(name => name.endsWith('.json') && !name.includes('bad'))
  .map(name => join(ROOT, folder, name));

const schemas = new Map();
function validator(format) {
  if (!schemas.has(format)) {
    // Strict but for what schemars writes: `format` beside whole numbers, several types in one place.
    const ajv = new Ajv2020({ allowUnionTypes: true, validateFormats: false });
    schemas.set(format, ajv.compile(read(join(ROOT, 'schemas', `${format.replace('yardstick.', '')}.json`))));
  }
  return schemas.get(format);
}

function fits(document, name) {
  const validate = validator(document.format);
  assert.ok(validate(document), `${name}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
}

test('every file of the project fits its schema', () => {
  const files = ['templates', 'tests/fixtures', 'tests/mechanisms'].flatMap(below);
  const ours = files.map(path => [read(path), path]).filter(([document]) => document.format);
  assert.ok(ours.length > 60, `only ${ours.length} files`);
  for (const [document, path] of ours) fits(document, path);
});

test('every file that the command line writes fits its schema', t => {
  const program = process.env.YARDSTICK_CLI;
  if (!program || !existsSync(program)) return t.skip('there is no command line at YARDSTICK_CLI');
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-schemas-'));
  const written = (...args) => {
    const { status, stderr } = spawnSync(program, [...args, '-o', join(folder, 'out.json')], { cwd: ROOT, encoding: 'utf8' });
    assert.ok(status === 0 || status === 1, `${args.join(' ')}: ${stderr}`);
    fits(read(join(folder, 'out.json')), args.join(' '));
  };
  try {
    for (const path of below('templates')) {
      written('new', path);
      written('migrate', path);
    }
    written('migrate', 'tests/fixtures/submission/v1.json');
    written('rollup', 'tests/fixtures/submission');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every spoilt file is refused by its schema', () => {
  let count = 0;
  for (const { of, cases } of read(join(ROOT, 'tests/spoilt.json'))) {
    const base = read(join(ROOT, of));
    const validate = validator(base.format);
    for (const spoilt of cases) {
      assert.ok(!validate(changed(base, spoilt)), `${of}: ${spoilt.wrong} fits the schema`);
      count += 1;
    }
  }
  assert.ok(count > 100, `only ${count} files`);
});

/** A copy with another value at a place; with none the member is taken away. */
function changed(base, { at, ...rest }) {
  const keys = at.split('/').slice(1);
  if (keys.length === 0) return rest.put;
  const document = JSON.parse(JSON.stringify(base));
  const last = keys.pop();
  const parent = keys.reduce((value, key) => value[key], document);
  if ('put' in rest) parent[last] = rest.put;
  else delete parent[last];
  return document;
}
