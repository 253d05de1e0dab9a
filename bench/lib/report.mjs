// From runs to figures: medians, ratios to the plain page of the same repetition, gates.

const BASE = 'vanilla';

/** The value at a fraction of a sorted list, between two neighbours if need be. */
export function quantile(values, fraction) {
  const sorted = values.filter(Number.isFinite).sort((one, other) => one - other);
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * fraction;
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low);
}

export const median = values => quantile(values, 0.5);
const overAnswers = (fraction, what) => run => quantile(run.answers.map(answer => answer[what]), fraction);

/** Heading, how a run says it, digits. */
export const FIGURES = {
  bytes: ['first visit KB (br)', run => run.bytes / 1024, 1],
  first: ['first answer ms', run => run.answered, 0],
  loadCpu: ['load CPU ms', run => run.load.cpu, 0],
  elements: ['elements', run => run.elements, 0],
  memory: ['heap + wasm MB', run => run.memory / 2 ** 20, 1],
  work: ['update + layout ms', overAnswers(0.5, 'work'), 2],
  work95: ['p95 ms', overAnswers(0.95, 'work'), 2],
  cpu: ['CPU per answer ms', overAnswers(0.5, 'cpu'), 1],
  restore: ['restore ms', run => run.restore, 0],
  restoreCpu: ['restore CPU ms', run => run.restoreCpu, 0],
  jump: ['jump: longest gap ms', run => run.jump, 0],
};

const of = figure => FIGURES[figure][1];

/** Finished runs of one page at one size, by repetition. */
function select(runs, name, size) {
  const found = runs.filter(run => run.name === name && run.size === size && !run.error);
  return new Map(found.map(run => [run.repetition, run]));
}

function paired(above, below, figure) {
  const ratios = [...above].filter(([repetition]) => below.has(repetition));
  return median(ratios.map(([repetition, run]) => of(figure)(run) / of(figure)(below.get(repetition))));
}

const ratio = (runs, figure, size, name = 'ours') =>
  paired(select(runs, name, size), select(runs, BASE, size), figure);

/** One Markdown table a size: the median, and in brackets the ratio to the plain page. */
export function tables(runs, sizes) {
  return sizes.map(size => table(runs, size)).join('\n\n');
}

function table(runs, size) {
  const names = [...new Set(runs.map(run => run.name))];
  const row = cells => `| ${cells.join(' | ')} |`;
  const head = ['page', ...Object.values(FIGURES).map(([heading]) => heading), 'runs'];
  const lines = names.map(name => {
    const found = select(runs, name, size);
    const cells = Object.entries(FIGURES).map(([figure, [, value, digits]]) => {
      const middle = median([...found.values()].map(value));
      const times = name === BASE ? NaN : ratio(runs, figure, size, name);
      return shown(middle, digits) + (Number.isFinite(times) ? ` (${times.toFixed(2)}×)` : '');
    });
    const failed = runs.filter(run => run.name === name && run.size === size && run.error).length;
    return row([name, ...cells, failed ? `${found.size}, ${failed} failed` : found.size]);
  });
  return [`### ${size} items`, '', row(head), row(head.map((_, n) => (n ? '--:' : '---'))), ...lines].join('\n');
}

const shown = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : '–');

/** What the project promises, on what was measured: `[{ what, most, value, state }]`. */
export function gates(runs, sizes) {
  const list = [['load CPU, 5000 items', 0.5, ratio(runs, 'loadCpu', 5000)]];
  for (const size of sizes) list.push([`update + layout, ${size} items`, 1.5, ratio(runs, 'work', size)]);
  const growth = paired(select(runs, 'ours', 5000), select(runs, 'ours', 100), 'work');
  list.push(
    ['update + layout, 5000 items to 100 items of ours', 2, growth],
    ['CPU per answer, 5000 items', 0.25, ratio(runs, 'cpu', 5000)],
    ['restore, 5000 items', 0.5, ratio(runs, 'restore', 5000)],
  );
  return list.map(([what, most, value]) => {
    const state = Number.isFinite(value) ? (value <= most ? 'PASS' : 'FAIL') : 'not measured';
    return { what, most, value, state };
  });
}

export function gateTable(gates) {
  const lines = gates.map(({ what, most, value, state }) => `| ${what} | ≤ ${most}× | ${shown(value, 2)}× | ${state} |`);
  return ['| gate (to the plain page) | limit | measured | |', '|---|--:|--:|---|', ...lines].join('\n');
}
