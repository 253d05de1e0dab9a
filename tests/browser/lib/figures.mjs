// What the tests found, in numbers: each test writes target/reliability/<name>.json, a flat object, as
// tests/reliability does; run as a program this puts them into target/reliability.json and prints them.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { TARGET } from './cases.mjs';

const FOLDER = join(TARGET, 'reliability');

/** Keeps the figures of a test. */
export function record(name, figures) {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(figures, null, 1)}\n`);
}

/** Puts all figures into one file; returns them by the names of the tests. */
function collect() {
  mkdirSync(FOLDER, { recursive: true });
  const files = readdirSync(FOLDER).filter(file => file.endsWith('.json')).sort();
  const all = Object.fromEntries(files.map(file => [file.slice(0, -5), JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))]));
  writeFileSync(join(TARGET, 'reliability.json'), `${JSON.stringify(all, null, 1)}\n`);
  return all;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = Object.entries(collect()).flatMap(([name, figures]) =>
    Object.entries(figures).map(([what, number]) => [name, what.replaceAll('_', ' '), number.toLocaleString('en')]));
  const wide = n => Math.max(0, ...lines.map(line => line[n].length));
  for (const [n, [name, what, number]] of lines.entries()) {
    const heading = name === lines[n - 1]?.[0] ? '' : name;
    console.log(`${heading.padEnd(wide(0))}  ${what.padEnd(wide(1))}  ${number.padStart(wide(2))}`);
  }
}
