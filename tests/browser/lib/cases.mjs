// The sheets worked out by hand in tests/cases, as a person would fill them.

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** The built files. */
export const DIST = process.env.DIST ?? join(ROOT, 'dist');

/** Where results go, as Cargo's do. */
export const TARGET = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target');

/** A JSON file of the project. */
export function json(...path) {
  return JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));
}

/** One case, its base put in: `{ unit, entries, vetoes, expect }`; `{}` for an item leaves it open. */
export function readCase(folder, name) {
  const file = json('tests', 'cases', folder, `${name}.json`);
  const base = file.from ? json('tests', 'cases', 'strong_branch', `${file.from}.json`).entries : {};
  const entries = Object.entries({ ...base, ...file.entries }).filter(([, entry]) => Object.keys(entry).length > 0);
  return { ...file, entries: Object.fromEntries(entries), vetoes: file.vetoes ?? {} };
}

/** The sixteen of the roll-up, in the order of their files. */
export function sixteen() {
  return Array.from({ length: 16 }, (_, n) => String(n + 1).padStart(2, '0')).map(name => ({
    name,
    ...readCase('sixteen', name),
  }));
}

/** The strong-branch standard as it is served. */
export function standard() {
  return JSON.parse(readFileSync(join(DIST, 'templates', 'strong_branch.json'), 'utf8')).body;
}

/** Its items, in order, each with its section's id. */
export function items() {
  return standard().sections.flatMap(section => section.items.map(item => ({ ...item, section: section.id })));
}

/** What a grade is called. */
export function gradeLabel(id, lang = 'zh-Hans') {
  return standard().grades.find(grade => grade.id === id).label[lang];
}
