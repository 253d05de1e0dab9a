// Files the page lets the user save.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { wait } from './time.mjs';

/** What Chromium, Firefox and WebKit call a file that is not whole yet. */
const UNFINISHED = /\.(crdownload|part|wkdownload)$/;

/** A folder that a browser saves into; made by `Browser.downloads`. */
export class Downloads {
  constructor(folder) {
    this.folder = folder;
  }

  /** The names of all finished files. */
  names() {
    return readdirSync(this.folder).filter(name => !UNFINISHED.test(name) && !name.startsWith('.'));
  }

  /**
   * Runs `action` and resolves to the path of the file that it made the page save.
   *
   * The folder is watched, not the protocol: the events differ from 86 to today.
   */
  async wait(action = async () => {}, { timeout = 15_000 } = {}) {
    const stamp = name => statSync(join(this.folder, name)).mtimeMs;
    const before = new Map(this.names().map(name => [name, stamp(name)]));
    await action();
    const end = Date.now() + timeout;
    const sizes = new Map();
    while (Date.now() < end) {
      const unfinished = readdirSync(this.folder).some(name => UNFINISHED.test(name));
      for (const name of this.names()) {
        const size = statSync(join(this.folder, name)).size;
        // Twice the same size: the oldest browser writes under the final name, and begins with an empty file.
        const fresh = before.get(name) !== stamp(name);
        if (fresh && !unfinished && size > 0 && sizes.get(name) === size) return join(this.folder, name);
        sizes.set(name, size);
      }
      await wait(60);
    }
    const there = readdirSync(this.folder).join(', ') || 'nothing';
    throw new Error(`no file was saved within ${timeout} ms; the folder holds ${there}`);
  }
}
