// A browser as a program: started in a group of its own, listened to, and killed with all its helpers.
// Firefox and WebKit use it; Chromium's launcher is in cdp.mjs.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { end, tree } from './processes.mjs';
import { wait, within } from './time.mjs';

const running = new Set();
process.on('exit', () => {
  for (const program of running) program.killNow();
});

/** A running program with its scratch folder. */
export class Program {
  #child;
  #noise = '';
  #listeners = new Set();

  /** `profile` is kept if it is given; otherwise it goes with the program. */
  constructor(profile) {
    this.scratch = mkdtempSync(join(tmpdir(), 'yardstick-'));
    this.profile = profile ?? join(this.scratch, 'profile');
    mkdirSync(this.profile, { recursive: true });
  }

  /** Starts it, and resolves to what `pattern` finds in its output. */
  async start(command, args, { env = {}, pattern, timeout = 30_000 }) {
    this.#child = spawn(command, args, {
      env: { ...process.env, HOME: this.scratch, TMPDIR: this.scratch, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(this);
    this.exited = new Promise(resolve => {
      this.#child.once('exit', resolve);
      this.#child.once('error', error => {
        this.#noise += error.message;
        resolve();
      });
    });
    const found = new Promise(resolve => this.listen(() => {
      const match = pattern.exec(this.#noise);
      if (match) resolve(match);
    }));
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.setEncoding('utf8').on('data', text => this.#hear(text));
    const fail = why => { throw new Error(`${command} ${why}:\n${this.#noise}`); };
    return within(timeout, Promise.race([found, this.exited.then(() => fail('ended before it could be used'))]), () => fail(`did not start within ${timeout} ms`));
  }

  /** Lets Node end although this still runs. */
  unref() {
    for (const part of [this.#child, this.#child.stdout, this.#child.stderr]) part.unref();
  }

  /** Calls `listener` with each line it prints from now on. */
  listen(listener) {
    this.#listeners.add(listener);
  }

  /** Waits until it has ended by itself; by force if that takes longer than `timeout`. */
  async finish(timeout) {
    await within(timeout, this.exited);
    for (let round = 0; round < 50 && tree(this.#child.pid, this.profile).length > 0; round += 1) await wait(20);
    await this.kill();
  }

  /** Ends every process of it at once, as a crash or the power key would. */
  async kill(signal = 'SIGKILL') {
    const gone = this.killNow(signal);
    await within(2000, this.exited);
    if (!gone) throw new Error(`a process outlived ${signal}`);
  }

  killNow(signal = 'SIGKILL') {
    const gone = this.#child?.pid === undefined || end(this.#child.pid, this.profile, signal);
    running.delete(this);
    rmSync(this.scratch, { recursive: true, force: true, maxRetries: 5 });
    return gone;
  }

  #hear(text) {
    const before = this.#noise.lastIndexOf('\n') + 1;
    const lines = (this.#noise.slice(before) + text).split('\n');
    this.#noise = (this.#noise + text).slice(-8000);
    lines.pop();
    for (const line of lines) for (const listener of this.#listeners) listener(line);
  }
}
