// Turns the sheets of the peers' harness into our files, and copies our build packed as it wants it:
//
//   DIST=<dist> node bench/peers/data.mjs <peers folder> <folder for all of it> [sizes]

import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

import { submissionFile, templateFile } from '../lib/sheet.mjs';

const [peers, data, sizes = '100,1000,5000'] = process.argv.slice(2);
const generator = await import(pathToFileURL(resolve(peers, 'fill/lib/gen.mjs')));

for (const folder of ['spec', 'saved']) mkdirSync(join(data, folder), { recursive: true });
for (const count of sizes.split(',').map(Number)) {
  const theirs = generator.plain(count);
  const sheet = {
    id: theirs.id,
    title: theirs.title,
    choices: theirs.choices.map(({ id, label, k }) => ({ id, label, times: k })),
    sections: theirs.sections.map(({ id, title, items }) => {
      return { id, title, items: items.map(item => ({ id: item.id, title: item.title, weight: item.w })) };
    }),
  };
  const saved = Object.entries(generator.saved(theirs)).map(([id, { a, note, fix }]) => {
    return [id, { choice: a, remark: [note, fix].filter(Boolean).join('\n') }];
  });
  writeFileSync(join(data, 'spec', `${count}.json`), templateFile(sheet));
  writeFileSync(join(data, 'saved', `${count}.json`), submissionFile(sheet, Object.fromEntries(saved)));
}

const dist = process.env.DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));
cpSync(dist, join(data, 'dist'), { recursive: true });
pack(join(data, 'dist'));

/** Their server hands out `.br` files that lie beside the originals. */
function pack(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) pack(path);
    else if (/\.(html|js|css|wasm|json)$/.test(name)) writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
  }
}
