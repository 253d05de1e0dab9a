// What a person does: pointing, typing, composing Chinese, choosing files.
// Every action goes through the browser's own input path, so the events are trusted.

import { resolve } from 'node:path';

import { keyEvents } from './keys.mjs';
import { compose } from './compose.mjs';
import { wait } from './time.mjs';

// Runs in the page. Elements whose whole text is `text` win over those that only hold it.
function locate(css, { text, nth = 0 }) {
  let found = [...document.querySelectorAll(css)];
  if (text !== undefined) {
    const holding = found.filter(element => element.textContent.includes(text));
    const exact = holding.filter(element => element.textContent.trim() === text);
    found = exact.length > 0 ? exact : holding;
  }
  return found[nth < 0 ? found.length + nth : nth];
}

// Runs in the page: the point to click, or why there is none yet.
async function aim(locate, css, options) {
  const element = locate(css, options);
  if (!element) return { why: 'is not there' };
  const before = scrollY;
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  // What comes into sight is laid out only now, and may move what was aimed at.
  const frame = () => new Promise(resolve => { requestAnimationFrame(resolve); setTimeout(resolve, 100); });
  if (scrollY !== before) await frame().then(frame);
  const box = element.getClientRects()[0];
  if (!box || box.width === 0 || box.height === 0) return { why: 'has no size' };
  if (element.disabled) return { why: 'is disabled' };
  const x = box.left + box.width / 2;
  const y = box.top + box.height / 2;
  const hit = document.elementFromPoint(x, y);
  const own = element.contains(hit) || [...(element.labels ?? [])].some(label => label.contains(hit));
  if (!own) return { why: `is covered by ${hit ? hit.outerHTML.slice(0, 160) : 'nothing (outside the window)'}` };
  return { x, y };
}

function inPage(code, css, options) {
  const { text, nth } = options;
  return `(${code})(${locate}, ${JSON.stringify(css)}, ${JSON.stringify({ text, nth })})`;
}

function name(css, { text, nth }) {
  return css + (text === undefined ? '' : ` with “${text}”`) + (nth === undefined ? '' : ` number ${nth}`);
}

/** Waits until the element is there with a size. */
export function waitForSelector(page, css, { timeout = 10_000, ...options } = {}) {
  const there = (locate, css, options) => (locate(css, options)?.getClientRects().length ?? 0) > 0;
  return page.waitFor(inPage(there, css, options), { timeout, message: name(css, options) });
}

/** Waits for an element that can be hit and has stopped moving; resolves to its middle. */
export async function target(page, css, { timeout = 5000, ...options } = {}) {
  await page.front();
  const end = Date.now() + timeout;
  let last;
  for (;;) {
    const now = await page.evaluate(inPage(aim, css, options));
    if (!now.why && last && now.x === last.x && now.y === last.y) return now;
    last = now;
    if (Date.now() > end) break;
    await wait(25);
  }
  throw new Error(`cannot point at ${name(css, options)}: it ${last.why ?? 'keeps moving'}\n${await page.describe()}`);
}

/** Scrolls to the element and clicks its middle. `options`: `text`, `nth`, `timeout`, `button`, `count`, `modifiers`. */
export async function click(page, css, { button = 'left', count = 1, modifiers = 0, ...options } = {}) {
  const { x, y } = await target(page, css, options);
  const mouse = (type, extra) => page.send('Input.dispatchMouseEvent', { type, x, y, modifiers, ...extra });
  await mouse('mouseMoved', {});
  const bit = { left: 1, right: 2, middle: 4 }[button];
  for (let clickCount = 1; clickCount <= count; clickCount += 1) {
    await mouse('mousePressed', { button, buttons: bit, clickCount });
    await mouse('mouseReleased', { button, buttons: 0, clickCount });
  }
}

/** Moves the mouse over the element. */
export async function hover(page, css, options) {
  const { x, y } = await target(page, css, options);
  await page.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
}

/** Inserts text at the caret in one go, as a paste or an IME does: one `input` event, no keys. */
export async function type(page, text) {
  await page.front();
  await page.send('Input.insertText', { text });
}

/** Types character by character with key events. */
export async function typeKeys(page, text) {
  for (const character of text) await page.press(character === '\n' ? 'Enter' : character);
}

/** Presses a key or a chord: `'Enter'`, `'a'`, `'Shift+Tab'`, `'Control+a'`. */
export async function press(page, keys) {
  await page.front();
  for (const event of keyEvents(keys)) await page.send('Input.dispatchKeyEvent', event);
}

/** Clicks the field, selects what it holds, and puts `text` in its place. */
export async function fill(page, css, text, options) {
  await page.click(css, options);
  await page.evaluate(() => {
    const element = document.activeElement;
    if (element.select) element.select();
    else getSelection().selectAllChildren(element);
  });
  if (text === '') await page.press('Delete');
  else await page.type(text);
}

/** Shows `text` as an unfinished composition at the caret, as an IME does while pinyin is typed. */
export async function imeSetComposition(page, text, start = text.length, end = start) {
  await page.front();
  if (page.ownComposition === undefined) {
    const params = { text, selectionStart: start, selectionEnd: end };
    try {
      await page.send('Input.imeSetComposition', params);
      return;
    } catch (error) {
      if (!/wasn't found/.test(error.message)) throw error;
      // Chromium 86 cannot do it; the same events are sent by script instead.
      page.ownComposition = true;
    }
  }
  await page.evaluate(compose, text, false);
}

/** Ends the composition with `text`. */
export async function imeCommit(page, text) {
  if (page.ownComposition) await page.evaluate(compose, text, true);
  else await page.send('Input.insertText', { text });
}

/** Chooses files for `<input type=file>`, hidden or not; one path or several. */
export async function setFileInputFiles(page, css, files) {
  const { result } = await page.send('Runtime.evaluate', { expression: `document.querySelector(${JSON.stringify(css)})` });
  if (!result.objectId) throw new Error(`no file input matches ${css}\n${await page.describe()}`);
  const paths = [files].flat().map(file => resolve(file));
  await page.send('DOM.setFileInputFiles', { files: paths, objectId: result.objectId });
}
