// A small disk of one's own, to be filled up.

import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { NotRun } from './documents.mjs';
import { scratch } from './sheet.mjs';

/** A file system of so many megabytes, unmounted when `t` ends; throws `NotRun` where one may not mount. */
export function smallDisk(t, megabytes) {
  const folder = join(scratch(), 'disk');
  mkdirSync(folder);
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { encoding: 'utf8' });
  if (status !== 0) throw new NotRun(`not run: no file system can be mounted here: ${error?.message ?? stderr.trim()}`);
  t.after(() => spawnSync('umount', ['--lazy', folder]));
  const ballast = join(folder, 'ballast');
  return {
    folder,
    /** Leaves no byte free. */
    fill() {
      const file = openSync(ballast, 'a');
      for (let size = 1 << 20; size > 0; size >>= 1) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size, 1));
        } catch (error) {
          if (error.code !== 'ENOSPC') throw error;
        }
      }
      closeSync(file);
    },
    /** Gives the room back. */
    free: () => rmSync(ballast),
  };
}
