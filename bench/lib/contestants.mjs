// The pages that are compared. `prefix` and an item's id are the id of its element; a `lazy` page has
// an item only when it is near the window. `address` and `saved` are below the root of the site (see site.mjs);
// `reopen` runs inside the page: `prepare` is not measured, `open` gets the saved text. Both travel as
// text, so they are arrow functions that use nothing from here.

import { probe } from './probe.mjs';

/** Our page takes a saved sheet the way a person gives it: as a file, on the home screen. */
const ours = {
  prepare: async () => {
    location.hash = '#/';
    while (!document.getElementById('open-file') || document.body.dataset.ready === undefined) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  },
  open: saved => {
    const files = new DataTransfer();
    files.items.add(new File([saved], 'saved.json', { type: 'application/json' }));
    const picker = document.getElementById('open-file');
    picker.files = files.files;
    picker.dispatchEvent(new Event('change', { bubbles: true }));
  },
};

const plain = {
  prepare: () => {},
  open: saved => window.restore(saved),
};

export const CONTESTANTS = [
  {
    name: 'vanilla',
    title: 'plain page',
    prefix: '',
    reopen: plain,
    address: count => `vanilla/?n=${count}`,
    saved: count => `data/${count}/plain-saved.json`,
  },
  {
    name: 'limit',
    title: 'plain page, practical limit',
    prefix: '',
    reopen: plain,
    address: count => `limit/?n=${count}`,
    saved: count => `data/${count}/plain-saved.json`,
  },
  {
    name: 'ours',
    title: 'Yardstick',
    prefix: 'item-',
    partPrefix: 'part-',
    lazy: false,
    reopen: ours,
    address: count => `ours/#/fill?template=/data/${count}/template.json`,
    saved: count => `data/${count}/submission.json`,
    storage: { 'yardstick.lang': 'zh-Hans' },
  },
];

/** The script that makes the page of a contestant measurable; put into it before its own scripts. */
export function instruments({ prefix, partPrefix, lazy, reopen }, { expected, last }) {
  const { prepare, open } = reopen;
  const facts = JSON.stringify({ prefix, partPrefix, lazy, expected, last });
  return `(${probe})({ ...${facts}, reopen: { prepare: ${prepare}, open: ${open} } });`;
}
