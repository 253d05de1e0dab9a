// Our build as a contestant of the peers' harness: copy this file to fill/contestants/ours/adapter.mjs
// there. The build and the sheets come from the folder that data.mjs wrote.

import plain from '../../lib/plain-adapter.mjs';

const folder = process.env.YARDSTICK_DATA;
if (!folder) throw new Error('set YARDSTICK_DATA to the folder that bench/peers/data.mjs wrote, as an absolute path');

export default plain('ours', {
  kind: 'ours',
  title: 'Yardstick',
  mount: {
    '/ours/': `${folder}/dist/`,
    '/spec/yardstick/': `${folder}/spec/`,
    '/saved/yardstick/': `${folder}/saved/`,
  },
  def: 'yardstick',
  url: count => `/ours/index.html#/fill?template=/spec/yardstick/${count}.json`,
  page: {
    target: (item, choice) => document.querySelector(`#item-q${item} input[type=radio][value="${choice}"]`),
    readTotal: () => Number(document.querySelector('[data-total]')?.textContent ?? NaN),
    readSection: section => Number(document.querySelector(`[data-section-total="s${section}"]`)?.textContent ?? NaN),
    fixShown: item => document.getElementById(`remark-q${item}`) !== null,
    // The home screen has to be there first: its way there is in the time, unlike in our own run.
    restore: async saved => {
      location.hash = '#/';
      let picker;
      while (!(picker = document.getElementById('open-file')) || document.body.dataset.ready === undefined) {
        await new Promise(resolve => setTimeout(resolve, 4));
      }
      const files = new DataTransfer();
      files.items.add(new File([saved], 'saved.json', { type: 'application/json' }));
      picker.files = files.files;
      picker.dispatchEvent(new Event('change', { bubbles: true }));
    },
  },
});
