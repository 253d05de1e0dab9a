// Measures our page against two plain ones. See README.md.
//
//   node bench/run.mjs [--sizes 100,1000,5000] [--reps 5] [--only vanilla,ours]

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { launch } from '../tests/browser/lib/cdp.mjs';
import { CONTESTANTS } from './lib/contestants.mjs';
import { measure } from './lib/measure.mjs';
import { FIGURES, gateTable, gates, tables } from './lib/report.mjs';
import { FILES, site, warm } from './lib/site.mjs';

const RESULTS = fileURLToPath(new URL('results/', import.meta.url));

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,1000,5000' },
    reps: { type: 'string', default: '5' },
    only: { type: 'string', default: CONTESTANTS.map(({ name }) => name).join(',') },
  },
});
const dist = resolve(process.env.DIST ?? fileURLToPath(new URL('../dist', import.meta.url)));
const sizes = values.sizes.split(',').map(Number);
const wanted = values.only.split(',');
const contestants = CONTESTANTS.filter(({ name }) => wanted.includes(name));
const runs = [];

const served = await site(dist, sizes);
try {
  await prepare();
  for (let repetition = 0; repetition < Number(values.reps); repetition += 1) {
    for (const size of sizes) for (const contestant of rotated(repetition)) await once(contestant, size, repetition);
  }
} finally {
  await served.close();
}

const passed = gates(runs, sizes);
const report = `${tables(runs, sizes)}\n\n${gateTable(passed)}`;
mkdirSync(RESULTS, { recursive: true });
const file = `${RESULTS}${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}.json`;
writeFileSync(file, JSON.stringify({ machine: await machine(), sizes, gates: passed, runs }));
console.log(`\n${report}\n\n${file}`);
if (runs.some(run => run.error) || passed.some(({ state }) => state === 'FAIL')) process.exitCode = 1;

/** A discarded run of every page, then every file of every size is compressed. */
async function prepare() {
  for (const contestant of contestants) {
    await measure(served, contestant, sizes[0]).catch(error => {
      throw new Error(`${contestant.name} does not work: ${error.message}`);
    });
  }
  for (const size of sizes) {
    for (const name of FILES) await warm(`${served.url}data/${size}/${name}`);
  }
}

/** No page is always the first. */
function rotated(repetition) {
  return contestants.map((_, n) => contestants[(n + repetition) % contestants.length]);
}

async function once(contestant, size, repetition) {
  const run = { name: contestant.name, size, repetition, machineLoad: loadavg()[0] };
  try {
    Object.assign(run, await measure(served, contestant, size));
    const told = ['first', 'loadCpu', 'work', 'cpu', 'restore', 'jump'];
    const figures = told.map(figure => `${figure} ${FIGURES[figure][1](run).toFixed(1)}`);
    console.log(`${repetition + 1} ${size} ${contestant.name}: ${figures.join(', ')}`);
  } catch (error) {
    run.error = error.message;
    console.log(`${repetition + 1} ${size} ${contestant.name}: FAILED ${error.message}`);
  }
  runs.push(run);
}

async function machine() {
  const browser = await launch();
  const { version } = browser;
  await browser.close();
  const date = new Date().toISOString();
  return { date, processor: cpus()[0]?.model, cores: cpus().length, node: process.version, browser: version };
}
