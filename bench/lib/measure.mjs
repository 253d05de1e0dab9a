// One run: one page, one size, one fresh browser. Whatever comes out wrong ends it.

import { launch } from '../../tests/browser/lib/cdp.mjs';
import { within } from '../../tests/browser/lib/time.mjs';
import { instruments } from './contestants.mjs';
import { halfFilled, items, script, sheet, totals } from './sheet.mjs';
import { appBytes } from './site.mjs';

const WINDOW = { width: 1280, height: 800 };
const ANSWERS = 50;
const LIMIT = { load: 150_000, answer: 20_000, restore: 60_000 };

/** Resolves to the figures of one run; rejects when the page counts wrongly or takes too long. */
export async function measure(site, contestant, count) {
  const browser = await launch();
  try {
    return await new Run(site, contestant, count, browser).go();
  } finally {
    await browser.close();
  }
}

class Run {
  constructor(site, contestant, count, browser) {
    Object.assign(this, { site, contestant, count, browser });
    this.sheet = sheet(count);
    this.items = items(this.sheet);
    this.answers = {};
  }

  async go() {
    this.page = await this.browser.newPage();
    await this.page.viewport(WINDOW);
    await this.remember();
    await this.page.send('Performance.enable', { timeDomain: 'threadTicks' });
    const figures = await this.load();
    const answers = await this.answerAll();
    const jump = await this.page.evaluate('probe.jump()');
    const restore = await this.restore();
    const { exceptions } = this.page;
    if (exceptions.length > 0) throw new Error(`the page threw: ${exceptions[0]}`);
    return { ...figures, answers, jump, ...restore };
  }

  /** What a returning visitor would have chosen; left out of every figure. */
  async remember() {
    const { storage } = this.contestant;
    if (!storage) return;
    const put = entries => {
      if (location.protocol.startsWith('http')) for (const [key, value] of entries) localStorage.setItem(key, value);
    };
    await this.page.onNewDocument(put, Object.entries(storage));
  }

  async load() {
    const { page, site, contestant, items } = this;
    const asked = site.requests.length;
    this.answers.q0 = { choice: 'y' };
    const expected = totals(this.sheet, this.answers).total;
    await page.onNewDocument(instruments(contestant, { expected, last: items.at(-1).id }));
    await page.goto(site.url + contestant.address(this.count), { timeout: LIMIT.load });
    const times = await this.ask('probe.first', LIMIT.load);
    await this.check(0);
    const cost = await this.cost();
    await page.send('HeapProfiler.enable');
    await page.send('HeapProfiler.collectGarbage');
    const heap = (await this.metrics()).JSHeapUsedSize;
    await page.send('HeapProfiler.disable');
    return {
      ...times,
      load: cost,
      bytes: appBytes(site.requests.slice(asked)),
      elements: await page.evaluate('probe.elements()'),
      memory: heap + await page.evaluate('probe.wasm()'),
    };
  }

  async answerAll() {
    const done = [];
    for (const [n, choice] of script(this.sheet, ANSWERS)) {
      const { id } = this.items[n];
      this.answers[id] = { choice };
      const { total } = totals(this.sheet, this.answers);
      await this.ask(`probe.show('${id}', '${this.section(n).id}', '${choice}')`, LIMIT.answer);
      const before = await this.cost();
      const figures = await this.ask(`probe.answer(${total}, ${LIMIT.answer})`, 2 * LIMIT.answer);
      const after = await this.cost();
      if ('wrong' in figures) throw new Error(`${id} ${choice}: the total is ${figures.wrong}, not ${total}`);
      await this.check(n);
      done.push({ ...figures, cpu: after.cpu - before.cpu, script: after.script - before.script });
    }
    return done;
  }

  section(n) {
    return this.sheet.sections.find(({ items }) => items.includes(this.items[n]));
  }

  /** The total, the section's total and the remark of an item that was answered. */
  async check(n) {
    const item = this.items[n];
    const section = this.section(n);
    const sums = totals(this.sheet, this.answers);
    const wanted = {
      total: sums.total,
      section: sums.sections[section.id],
      remark: this.answers[item.id].choice === 'n',
    };
    const told = await this.page.evaluate(`probe.told('${item.id}', '${section.id}')`);
    for (const [what, value] of Object.entries(wanted)) {
      if (told[what] !== value) throw new Error(`after ${item.id}: ${what} is ${told[what]}, not ${value}`);
    }
  }

  async restore() {
    const { total } = totals(this.sheet, halfFilled(this.sheet));
    const address = `/${this.contestant.saved(this.count)}`;
    await this.ask(`probe.prepare('${address}')`, LIMIT.restore);
    const before = await this.cost();
    const { milliseconds, wrong } = await this.ask(`probe.restore(${total}, ${LIMIT.restore})`, 2 * LIMIT.restore);
    const after = await this.cost();
    if (milliseconds === undefined) throw new Error(`after restoring the total is ${wrong}, not ${total}`);
    return { restore: milliseconds, restoreCpu: after.cpu - before.cpu };
  }

  ask(code, limit) {
    const late = () => {
      throw new Error(`${code} took more than ${limit} ms`);
    };
    return within(limit, this.page.evaluate(code), late);
  }

  async metrics() {
    const { metrics } = await this.page.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  /** Milliseconds the main thread has worked so far, in all and by kind. */
  async cost() {
    const { TaskDuration, ScriptDuration, LayoutDuration, RecalcStyleDuration } = await this.metrics();
    return {
      cpu: TaskDuration * 1000,
      script: ScriptDuration * 1000,
      layout: LayoutDuration * 1000,
      style: RecalcStyleDuration * 1000,
    };
  }
}
