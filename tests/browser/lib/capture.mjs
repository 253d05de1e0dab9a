// What the page looks like: the window's size, pictures of it, and paper.

import { writeFileSync } from 'node:fs';

// Above this Chromium cuts textures.
const TALLEST = 16_384;

/** Sets the window; without a size, back to the browser's own. */
export async function viewport(page, size) {
  page.size = size;
  if (!size) return page.send('Emulation.clearDeviceMetricsOverride');
  const { width, height, mobile = false, scale = 1 } = size;
  await page.send('Emulation.setTouchEmulationEnabled', { enabled: mobile });
  return page.send('Emulation.setDeviceMetricsOverride', { width, height, mobile, deviceScaleFactor: scale });
}

/** `media` is `'print'`, `'screen'` or `''`; the rest are media features, such as `{ 'prefers-color-scheme': 'dark' }`. */
export function emulateMedia(page, { media = '', ...features } = {}) {
  const list = Object.entries(features).map(([name, value]) => ({ name, value }));
  return page.send('Emulation.setEmulatedMedia', { media, features: list });
}

/** Writes a PNG, of the window or (`fullPage`) of all there is to scroll; a given size holds for this picture only. */
export async function screenshot(page, path, { width, height, mobile = false, scale = 1, fullPage = false } = {}) {
  const before = page.size;
  const inner = await page.evaluate(() => [innerWidth, innerHeight]);
  const size = { width: width ?? inner[0], height: height ?? inner[1], mobile, scale };
  const resized = fullPage || width !== undefined || height !== undefined;
  await page.front();
  if (resized) await viewport(page, size);
  if (fullPage) {
    // Twice: the second layout shows what `content-visibility` kept unmeasured.
    for (let round = 0; round < 2; round += 1) {
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      await viewport(page, { ...size, height: Math.min(Math.max(tall, size.height), TALLEST) });
    }
  }
  const { data } = await page.send('Page.captureScreenshot', { format: 'png' });
  writeFileSync(path, Buffer.from(data, 'base64'));
  if (resized) await viewport(page, before);
  return path;
}

/** Prints to a PDF; `options` are those of `Page.printToPDF`. */
export async function pdf(page, path, options = {}) {
  const { data } = await page.send('Page.printToPDF', { printBackground: true, preferCSSPageSize: true, ...options });
  writeFileSync(path, Buffer.from(data, 'base64'));
  return path;
}
