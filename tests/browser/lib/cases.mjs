// The sheets worked out by hand in tests/cases, as a person would fill them.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

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

/** The items of the strong-branch standard, in order: `{ id, section, … }`. */
export function items() {
  const { sections } = json('templates', 'strong_branch.json').body;
  return sections.flatMap(section => section.items.map(item => ({ ...item, section: section.id })));
}
