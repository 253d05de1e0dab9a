// The sheet that is filled in the benchmark: the same for every page, the same on every machine.
// Here too what it must come to, worked out without any of the pages.

import { createHash } from 'node:crypto';

const SECTION = 20;
const CHOICES = [
  { id: 'y', label: '符合', times: 2 },
  { id: 'p', label: '部分符合', times: 1 },
  { id: 'n', label: '不符合', times: 0 },
  { id: 'x', label: '不适用', times: 0 },
];
const TIMES = Object.fromEntries(CHOICES.map(({ id, times }) => [id, times]));

const WHAT = [
  '组织生活会', '党员大会', '支部委员会', '主题党日', '党课', '民主评议', '党费收缴', '发展党员工作',
  '活动场所', '工作台账', '年度计划', '换届选举', '志愿服务', '学习教育', '意见征集', '公开事项',
];
const HOW = ['按规定的次数', '由专人负责', '在规定的时间内', '按照上级最新的要求', '结合本单位实际', '有计划、有步骤地'];
const DONE = [
  '开展并留有完整记录', '完成，资料齐全、内容真实', '落实到位，过程可以追溯', '公布结果并听取意见',
  '检查一次以上，发现的问题都有整改', '归档，份数与台账一致',
];
const MORE = ['', '（含上半年和下半年）', '，并在七个工作日内完成整改', '，相关资料保存不少于三年', '（参见附件二第四条）'];

/** Numbers from 0 to 1 that are the same for the same seed. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** A sheet of `count` items: `{ id, title, choices, sections: [{ id, title, items: [{ id, title, weight }] }] }`. */
export function sheet(count, seed = 20260101) {
  const next = numbers(seed);
  const pick = list => list[Math.floor(next() * list.length)];
  const sections = [];
  for (let n = 0; n < count; n += 1) {
    if (n % SECTION === 0) {
      const number = sections.length;
      sections.push({ id: `s${number}`, title: `第${number + 1}部分 ${pick(WHAT)}`, items: [] });
    }
    const title = `${n + 1}. ${pick(WHAT)}${pick(HOW)}${pick(DONE)}${pick(MORE)}。`;
    sections.at(-1).items.push({ id: `q${n}`, title, weight: 1 + Math.floor(next() * 3) });
  }
  return { id: `bench_${count}`, title: '基层工作自查表', choices: CHOICES, sections };
}

/** All items in order. */
export const items = sheet => sheet.sections.flatMap(section => section.items);

/** What `answers` (`{ q0: { choice, remark? } }`) come to: `{ total, sections: { s0 } }`. */
export function totals(sheet, answers) {
  const sections = {};
  let total = 0;
  for (const { id, items } of sheet.sections) {
    sections[id] = 0;
    for (const item of items) sections[id] += item.weight * (TIMES[answers[item.id]?.choice] ?? 0);
    total += sections[id];
  }
  return { total, sections };
}

/** Every second item answered, and a remark on every tenth and wherever one is asked for. */
export function halfFilled(sheet, seed = 7) {
  const next = numbers(seed);
  const answers = {};
  items(sheet).forEach(({ id }, n) => {
    if (n % 2 === 1) return;
    const chance = next();
    const choice = chance < 0.55 ? 'y' : chance < 0.75 ? 'p' : chance < 0.9 ? 'n' : 'x';
    answers[id] = { choice };
    if (choice === 'n') answers[id].remark = `计划于本月底前完成整改（第${n + 1}项）。`;
    else if (n % 10 === 0) answers[id].remark = `现场核查情况记录${n}，资料齐全，已与负责人确认。`;
  });
  return answers;
}

/**
 * Answers spread over the sheet, as `[item index, choice]`. Each changes the total; items come in
 * pairs, one of which goes to `n` and so shows its remark.
 */
export function script(sheet, count = 50) {
  const last = items(sheet).length - 1;
  const visits = Math.ceil(count / 2);
  const at = visit => Math.min(last, 1 + Math.floor((visit * last) / visits));
  const clicks = [];
  for (let visit = 0; visit < visits; visit += 2) {
    const [one, other] = [at(visit), at(visit + 1)];
    clicks.push([one, 'y'], [other, 'p'], [one, 'n'], [other, 'y']);
  }
  return clicks.slice(0, count);
}

/** The sheet for the plain pages. */
export const plainFile = sheet => JSON.stringify(sheet);

/** The saved state for the plain pages. They keep what belongs to `n` apart from other notes. */
export function plainSaved(answers) {
  const saved = Object.entries(answers).map(([id, { choice, remark }]) => {
    return [id, { choice, ...(remark && { [choice === 'n' ? 'remark' : 'note']: remark }) }];
  });
  return JSON.stringify(Object.fromEntries(saved));
}

const text = words => ({ 'zh-Hans': words });

function standard({ id, title, choices, sections }) {
  const options = weight => choices.map(({ id, label, times }) => ({
    id, label: text(label), points: String(times * weight), ...(id === 'n' && { remark_required: true }),
  }));
  const full = list => String(list.reduce((sum, { weight }) => sum + 2 * weight, 0));
  return {
    id,
    edition: '1',
    title: text(title),
    mode: 'appraisal',
    periods: ['year'],
    full_score: full(sections.flatMap(section => section.items)),
    unit_types: [{ id: 'unit', label: text('基层单位') }],
    sections: sections.map(section => ({
      id: section.id,
      title: text(section.title),
      full_score: full(section.items),
      items: section.items.map(item => ({
        id: item.id,
        text: text(item.title),
        full_score: full([item]),
        rule: { kind: 'options', options: options(item.weight) },
      })),
    })),
  };
}

/** The sheet as a template file of ours. */
export function templateFile(sheet) {
  return JSON.stringify({ format: 'yardstick.template', version: 1, id: sheet.id, body: standard(sheet) });
}

/** The saved state as a submission file of ours, with the template in it and its digest. */
export function submissionFile(sheet, answers) {
  const entries = Object.entries(answers).map(([id, { choice, remark }]) => {
    return [id, { answer: { choice }, ...(remark && { remark }) }];
  });
  const document = {
    format: 'yardstick.submission',
    version: 1,
    id: `${sheet.id}_half`,
    body: {
      unit: { name: '第一支部' },
      stage: 'draft',
      revision: entries.length,
      entries: Object.fromEntries(entries),
      vetoes: {},
      template: standard(sheet),
    },
  };
  const digest = createHash('sha256').update(canonical(document)).digest('hex');
  return JSON.stringify({ ...document, integrity: { alg: 'jcs-sha256', digest } });
}

/** RFC 8785, for documents without fractions. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}
