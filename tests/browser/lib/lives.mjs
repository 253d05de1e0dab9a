// A profile that lives on when its browser is killed.

import { launch } from './cdp.mjs';
import { NEW, fillHead, open, saved } from './sheet.mjs';

/** The first life, with a sheet whose head is filled and saved, and `again`, which starts the next at that sheet. */
export async function begin(t, chosen, server, profile) {
  const start = async hash => {
    const browser = await launch({ browser: chosen, profile });
    t.after(() => browser.kill());
    return { browser, page: await open(browser, server.url + hash) };
  };
  const { browser, page } = await start(NEW);
  await fillHead(page, { name: '白杨镇石桥村党支部', unit_type: 'village' });
  await saved(page);
  const hash = await page.evaluate('location.hash');
  return { browser, page, again: () => start(hash) };
}
