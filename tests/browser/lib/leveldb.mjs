// The log of a LevelDB, record by record.
//
// Chromium writes the head of a record (its checksum, length and kind) before its contents. Killed between
// the two, it reads the log well at the next start and goes on writing behind the lone head; at the start
// after that the checksum does not fit, and it throws the whole IndexedDB of the page away. The same where a record of
// many parts ends before its last one: what comes behind it is no part of it. A head put there by
// hand does it in 86, 109 and 156 alike; by itself it came three times in some two hundred kills of 86 in the
// middle of hard work, once in some four hundred of 156.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK = 32768;
const HEAD = 7;

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
  return sum;
});

// CRC-32C, turned and shifted as LevelDB does.
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  sum = ~sum;
  return (((sum >>> 15) | (sum << 17)) + 0xa282ead8) >>> 0;
}

/** A record that is not whole: its first part, one in the middle, its last. */
const [FIRST, MIDDLE, LAST] = [2, 3, 4];

/** Whether a log in the folder holds a record whose contents are not those of its head, or whose end is missing, and more after it. */
export function isTorn(folder) {
  return readdirSync(folder).filter(name => /\.log$|^MANIFEST-/.test(name)).some(name => {
    const log = readFileSync(join(folder, name));
    let goesOn = false;
    for (let at = 0; at + HEAD <= log.length;) {
      const left = BLOCK - (at % BLOCK);
      const end = at + HEAD + log.readUInt16LE(at + 4);
      if (left < HEAD) at += left;
      // The last one may be cut off: it was never acknowledged.
      else if (end > log.length) return false;
      else if (checksum(log.subarray(at + HEAD - 1, end)) !== log.readUInt32LE(at)) return true;
      else if (goesOn !== [MIDDLE, LAST].includes(log[at + HEAD - 1])) return true;
      else {
        goesOn = [FIRST, MIDDLE].includes(log[at + HEAD - 1]);
        at = end;
      }
    }
    return false;
  });
}
