// What runs inside the measured page, before any of its own scripts. Self-contained: it travels as
// text. Every page is asked in the same way, by the hooks of our own page:
//   input[name="q0"][value="y"], [data-total], [data-section-total="s0"], #remark-q0

/**
 * Installs `window.probe`. `prefix` and the item's id are the id of its element; a `lazy` page draws
 * items when they come near the window, and `partPrefix` leads to the section that stands for them.
 */
export function probe({ prefix, partPrefix, lazy, expected, last, reopen }) {
  if (!location.protocol.startsWith('http')) return;
  const now = () => performance.now();
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const wait = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
  const channel = new MessageChannel();
  const queue = [];
  channel.port1.onmessage = () => queue.shift()();
  const task = () => new Promise(resolve => {
    queue.push(resolve);
    channel.port2.postMessage(0);
  });
  const painted = async () => {
    await frame();
    await task();
  };
  const settle = async () => {
    await frame();
    await frame();
    await wait(25);
    await painted();
  };

  // The memory of WebAssembly is not part of the JavaScript heap.
  const memories = [];
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await original.apply(WebAssembly, args);
      const exported = Object.values((made.instance ?? made).exports);
      memories.push(...exported.filter(value => value instanceof WebAssembly.Memory));
      return made;
    };
  }

  // By id first: that is a look-up and not a walk over all there is.
  const field = (item, choice) =>
    document.getElementById(`${prefix}${item}`)?.querySelector(`input[type="radio"][value="${choice}"]`);
  const number = selector => Number(document.querySelector(selector)?.textContent ?? NaN);
  const total = () => number('[data-total]');

  async function first() {
    while (!field('q0', 'y')) await wait(2);
    const there = now();
    let clicked = -Infinity;
    while (total() !== expected) {
      // A page that was not listening yet is asked again.
      if (now() - clicked > 1000) {
        if (!field('q0', 'y').checked) field('q0', 'y').click();
        clicked = now();
      }
      await frame();
    }
    await task();
    const answered = now();
    while (!lazy && !field(last, 'x')) await wait(20);
    const complete = now();
    await wait(300);
    return { there, answered, complete };
  }

  let element;
  let saved;
  window.probe = {
    first: first(),
    wasm: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    elements: () => document.querySelectorAll('*').length,

    async show(item, section, choice) {
      if (!field(item, choice)) {
        document.getElementById(`${partPrefix}${section}`).scrollIntoView();
        while (!field(item, choice)) await frame();
        await settle();
      }
      element = field(item, choice);
      element.parentElement.scrollIntoView({ block: 'center' });
      await settle();
      element = field(item, choice);
    },

    /** `work`: from the click until the total is right and everything is laid out; then two frames. */
    async answer(wanted, limit) {
      const right = () => total() === wanted;
      await painted();
      const start = now();
      element.click();
      for (let round = 0; round < 4 && !right(); round += 1) await null;
      for (let round = 0; round < 10 && !right(); round += 1) await task();
      while (!right()) {
        await Promise.race([frame(), wait(4)]);
        if (now() - start > limit) return { wrong: total() };
      }
      const updated = now() - start;
      document.documentElement.getBoundingClientRect();
      const work = now() - start;
      await painted();
      await frame();
      return { updated, work };
    },

    told: (item, section) => ({
      total: total(),
      section: number(`[data-section-total="${section}"]`),
      remark: document.getElementById(`remark-${item}`) !== null,
    }),

    async jump() {
      const page = document.scrollingElement;
      page.scrollTop = 0;
      await settle();
      await wait(150);
      await painted();
      const start = now();
      page.scrollTop = page.scrollHeight;
      await painted();
      let before = now();
      let longest = before - start;
      while (before - start < 600) {
        await frame();
        longest = Math.max(longest, now() - before);
        before = now();
      }
      return longest;
    },

    async prepare(address) {
      saved = await (await fetch(address)).text();
      await reopen.prepare();
      await settle();
    },

    async restore(wanted, limit) {
      const start = now();
      reopen.open(saved);
      do {
        await frame();
        if (now() - start > limit) return { wrong: total() };
      } while (total() !== wanted);
      await task();
      return { milliseconds: now() - start };
    },
  };
}
