// Prints target/matrix.json as a table, and last a line that sums it up.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TARGET } from './cases.mjs';

const cells = JSON.parse(readFileSync(join(TARGET, 'matrix.json'), 'utf8'));
const distinct = list => [...new Set(list)];
const columns = distinct(cells.map(cell => cell.column));
const told = (row, column) => cells.find(cell => cell.browser === row && cell.column === column);
const version = row => cells.find(cell => cell.browser === row && cell.version)?.version ?? '';

const rows = distinct(cells.map(cell => cell.browser)).map(row => [row, version(row), ...columns.map(column => told(row, column)?.result ?? '')]);
const lines = [['', '', ...columns], ...rows];
const wide = lines[0].map((_, n) => Math.max(...lines.map(line => line[n].length)));
for (const line of lines) console.log(line.map((text, n) => text.padEnd(wide[n])).join('  ').trimEnd());

const reasons = cells.filter(cell => cell.reason);
for (const reason of distinct(reasons.map(cell => cell.reason))) {
  const where = reasons.filter(cell => cell.reason === reason);
  console.log(`\n${where[0].result}: ${reason}\n  ${where.map(cell => `${cell.browser}, ${cell.column}`).join('; ')}`);
}
const count = result => cells.filter(cell => cell.result === result).length;
console.log(`\n${cells.length} cells: ${['ok', 'FAILED', 'not run'].map(result => `${count(result)} ${result}`).join(', ')}`);
