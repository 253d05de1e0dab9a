// What most test files need: the built page, served, and today's browser.

import { after, before } from 'node:test';

import { launch } from './cdp.mjs';
import { serve } from './server.mjs';
import { DIST } from './sheet.mjs';

/** Returns a place where `server` and `browser` stand from the first test of a file to its last. */
export function stage() {
  const here = {};
  before(async () => {
    here.server = await serve(DIST);
    here.browser = await launch({ browser: 'current' });
  });
  after(async () => {
    await here.browser.close();
    await here.server.close();
  });
  return here;
}
