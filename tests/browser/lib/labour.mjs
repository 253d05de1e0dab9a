// Edits of every kind, one after the other, each as soon as the one before is said to be saved.

/** How often each browser is killed. */
export const KILLS = Number(process.env.YARDSTICK_KILLS ?? 20);
/** Whether there is time for more of everything: `cargo xtask test --long`. */
export const LONG = KILLS > 20;

/** Numbers that look random, the same for the same seed. */
export function random(seed) {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const CHOICES = { A1: ['yes', 'no'], A3: ['yes', 'no'], C2: ['complete', 'late'], C4: ['complete', 'partial'] };
const ELEMENTS = ['A4=duties', 'A4=plan', 'B6=life_meeting', 'B6=appraisal', 'D2=study', 'D2=decision_making'];
const COUNTS = ['B1.quarters', 'B2.months', 'B3.months', 'B4.lectures', 'C3.late_updates'];
const TEXTS = ['remark-A1', 'evidence-A3', 'unit-name', 'unit-superior'];

/**
 * So many edits, and the fields as `fields` of sheet.mjs tells them from `before` on: `{ edits, states, done }`,
 * where `states[done[n]]` is what edit n makes. What is typed is saved when typing pauses, or with a choice:
 * here always with a choice, but it may be on disk first.
 */
export function labour(before, count, below) {
  const now = { ...before };
  const edits = [];
  const states = [before];
  const done = [];
  const one = list => list[below(list.length)];
  const choose = () => {
    const [item, values] = one(Object.entries(CHOICES));
    const value = values.find(value => !now[`${item}=${value}`]);
    for (const other of values) delete now[`${item}=${other}`];
    now[`${item}=${value}`] = true;
    return [`input[name="${item}"][value="${value}"]:not([data-role])`];
  };
  const typed = (field, text) => {
    states.push({ ...now });
    return [field, text, ...choose()];
  };
  const kinds = [
    choose,
    () => {
      const name = one(ELEMENTS);
      if (now[name]) delete now[name];
      else now[name] = true;
      const [item, value] = name.split('=');
      return [`input[name="${item}"][value="${value}"]:not([data-role])`];
    },
    () => {
      const veto = `V${1 + below(3)}`;
      const value = now[`${veto}=yes/veto`] ? 'no' : 'yes';
      delete now[`${veto}=yes/veto`];
      delete now[`${veto}=no/veto`];
      now[`${veto}=${value}/veto`] = true;
      return [`input[name="${veto}"][value="${value}"]`];
    },
    () => {
      const name = one(COUNTS);
      now[name] = String((Number(now[name] ?? 0) + 1 + below(3)) % 5);
      const [item, field] = name.split('.');
      return typed(`input[name="${item}"][data-field="${field}"]`, now[name]);
    },
    () => {
      const id = one(TEXTS);
      now[id] = `第${edits.length}次${'字'.repeat(below(40))}`;
      return typed(`#${id}`, now[id]);
    },
  ];
  while (edits.length < count) {
    edits.push(one(kinds)());
    done.push(states.push({ ...now }) - 1);
  }
  return { edits, states, done };
}

/**
 * Runs in the page: makes the edits from `from` on, and logs of each that it is acknowledged: which, the revision,
 * the milliseconds; or, as the last one, that the page says it cannot be saved.
 */
export function work(edits, from = 0) {
  const saved = revision => {
    const said = Number(/\d+/.exec(document.querySelector('.total-bar__saved').textContent)?.[0] ?? 0);
    return document.body.dataset.saveState === 'saved' && said > revision ? said : 0;
  };
  const failed = () => document.body.dataset.saveState === 'failed' && document.querySelector('.alert[data-tone="error"]') !== null;
  const answered = revision => new Promise(resolve => {
    const look = () => {
      const said = saved(revision);
      if (said === 0 && !failed()) return;
      watcher.disconnect();
      resolve(said);
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { attributes: true, childList: true, characterData: true, subtree: true });
    look();
  });
  (async () => {
    let revision = saved(0);
    for (let n = from; n < edits.length; n += 1) {
      const edit = edits[n];
      const began = performance.now();
      const [field, value] = edit.length === 1 ? [] : edit;
      if (field) {
        const element = document.querySelector(field);
        element.value = value;
        element.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
      document.querySelector(edit[edit.length - 1]).click();
      revision = await answered(revision);
      console.debug(`${revision ? 'ACK' : 'FAILED'} ${n} ${revision} ${performance.now() - began}`);
      if (revision === 0) return;
    }
  })();
}

/** What `work` has logged so far: `{ acks, failure }`, each `[which, revision, milliseconds]`. */
export function heard(page) {
  const lines = word => page.console.filter(line => line.text.startsWith(`${word} `)).map(line => line.text.split(' ').slice(1).map(Number));
  return { acks: lines('ACK'), failure: lines('FAILED')[0] };
}

/** Which of `states`, from `from` on, the fields are; -1 for none of them. */
export function stateOf(states, fields, from) {
  const text = state => JSON.stringify(Object.entries(state).sort());
  const now = text(fields);
  return states.findIndex((state, n) => n >= from && text(state) === now);
}
