// One folder with everything that is served: the pages, our build, and the sheets in every size.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { serve } from '../../tests/browser/lib/server.mjs';
import { halfFilled, plainFile, plainSaved, sheet, submissionFile, templateFile } from './sheet.mjs';

const PAGES = fileURLToPath(new URL('../pages/', import.meta.url));

/** The files of each size, below `data/<size>/`: the sheet and its saved state, for the plain pages and for ours. */
export const FILES = ['plain.json', 'plain-saved.json', 'template.json', 'submission.json'];

/** Lays the site out and serves it; resolves to `{ url, requests, close() }`. */
export async function site(dist, sizes) {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(PAGES, folder, { recursive: true });
  cpSync(dist, join(folder, 'ours'), { recursive: true });
  for (const count of sizes) {
    const made = sheet(count);
    const answers = halfFilled(made);
    const data = join(folder, 'data', String(count));
    mkdirSync(data, { recursive: true });
    const texts = [plainFile(made), plainSaved(answers), templateFile(made), submissionFile(made, answers)];
    FILES.forEach((name, n) => writeFileSync(join(data, name), texts[n]));
  }
  const server = await serve(folder, { brotli: true });
  return { ...server, folder };
}

/** Asks for a path once, so that it is compressed before anything is measured. */
export function warm(url) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br' } }, answer => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    }).on('error', reject);
  });
}

/** Bytes of the requests that are part of an app: what is asked of the sheet itself is not. */
export const appBytes = requests =>
  requests.filter(({ path }) => !path.startsWith('/data/')).reduce((sum, { bytes }) => sum + bytes, 0);
