// What happens to a LevelDB on a failing disk: where a browser keeps IndexedDB and local storage.

import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of one of the two stores in a profile. */
export const STORES = {
  'IndexedDB': profile => folder(profile, path => path.endsWith('.indexeddb.leveldb')),
  'local storage': profile => folder(profile, path => path.endsWith(join('Local Storage', 'leveldb'))),
};

function folder(profile, fits) {
  const found = readdirSync(profile, { recursive: true }).filter(path => fits(path));
  if (found.length !== 1) throw new Error(`${found.length} folders of that kind are in ${profile}: ${found}`);
  return join(profile, found[0]);
}

const files = (store, fits) => readdirSync(store).filter(name => fits.test(name)).map(name => join(store, name));

// The log that holds most.
const log = store => files(store, /\.log$/).sort((a, b) => statSync(a).size - statSync(b).size).pop();

function overwrite(path, at, bytes) {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

/** Five ways to damage a store. */
export const DAMAGES = {
  'fourteen bytes overwritten': store => overwrite(log(store), statSync(log(store)).size >> 1, Buffer.alloc(14, 0xa5)),
  'a log of garbage': store => overwrite(log(store), 0, randomBytes(statSync(log(store)).size)),
  'half a log': store => truncateSync(log(store), statSync(log(store)).size >> 1),
  'an empty CURRENT': store => writeFileSync(join(store, 'CURRENT'), ''),
  'no MANIFEST': store => files(store, /^MANIFEST-/).forEach(path => rmSync(path)),
};
