// Ending a browser with all its helpers. Some outlive their parent, some leave
// its process group, the crash handler does both; each is found by one of
// parent, group or the profile on its command line.

import { readdirSync, readFileSync } from 'node:fs';

function processes() {
  const found = [];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const line = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const [state, parent, group] = line.slice(line.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z') continue;
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
      found.push({ pid: Number(entry), parent: Number(parent), group: Number(group), command });
    } catch {
      // It ended while the list was read.
    }
  }
  return found;
}

/** The process `pid`, its descendants, and any helper started for `profile`. */
export function tree(pid, profile) {
  const all = processes();
  const known = new Set([pid]);
  let before = 0;
  while (before !== known.size) {
    before = known.size;
    for (const one of all) if (known.has(one.parent) || one.group === pid) known.add(one.pid);
  }
  for (const one of all) {
    if (one.command.some(word => word === `--user-data-dir=${profile}` || word.startsWith(`--database=${profile}/`))) {
      known.add(one.pid);
    }
  }
  const alive = new Set(all.map(one => one.pid));
  return [...known].filter(one => alive.has(one) && one !== process.pid);
}

/** Sends `signal` to the whole tree until nothing of it is left; true when it is gone. */
export function end(pid, profile, signal = 'SIGKILL', rounds = 50) {
  for (let round = 0; round < rounds; round += 1) {
    const left = tree(pid, profile);
    if (left.length === 0) return true;
    for (const one of left) {
      try {
        process.kill(one, signal);
      } catch {
        // Gone already.
      }
    }
    pause(20);
  }
  return tree(pid, profile).length === 0;
}

// Blocking on purpose: this also runs while Node itself is going down.
function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
