// The plain page at its practical limit: sections out of sight are not laid out, and all but the
// first are built in slices of at most 8 ms. In the end everything is there, to be found and printed.

import { Sheet, load } from '../sheet.js';

const SLICE = 8;

const sheet = new Sheet(await load(), document.getElementById('app'));
const { sections } = sheet.definition;
let built = 0;

function section() {
  const next = sections[built];
  built += 1;
  const element = sheet.section(next);
  element.style.containIntrinsicHeight = `auto ${next.items.length * 108 + 50}px`;
  return element;
}

function slice() {
  const end = performance.now() + SLICE;
  const some = document.createDocumentFragment();
  while (built < sections.length && performance.now() < end) some.append(section());
  sheet.root.append(some);
  if (built < sections.length) setTimeout(slice);
}

sheet.root.append(sheet.head(), section());
requestAnimationFrame(() => setTimeout(slice));

window.restore = text => {
  while (built < sections.length) sheet.root.append(section());
  sheet.restore(JSON.parse(text));
};
