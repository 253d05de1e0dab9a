// What both plain pages share: an item's element is cloned, one listener hears everything, sums are
// carried along, and a change touches two numbers and at most one remark.

const make = (tag, facts) => Object.assign(document.createElement(tag), facts);

/** The sheet that the address asks for. */
export async function load() {
  const count = new URLSearchParams(location.search).get('n');
  return (await fetch(`/data/${count}/plain.json`)).json();
}

export class Sheet {
  constructor(definition, root) {
    this.definition = definition;
    this.root = root;
    this.answers = {};
    this.sums = {};
    this.total = 0;
    this.outputs = {};
    this.known = new Map();
    this.times = Object.fromEntries(definition.choices.map(({ id, times }) => [id, times]));
    this.model = this.itemModel();
    this.totalOutput = make('output', { textContent: '0' });
    this.totalOutput.dataset.total = '';
    root.addEventListener('change', ({ target }) => {
      if (target.type === 'radio') this.answer(target.name, target.value);
    });
    root.addEventListener('input', ({ target }) => {
      if (target.type !== 'radio') this.entry(target.closest('fieldset').id)[target.className] = target.value;
    });
  }

  itemModel() {
    const holder = make('template');
    const radios = this.definition.choices.map(({ id, label }) => `<label><input type="radio" value="${id}">${label}</label>`);
    holder.innerHTML = `<fieldset><legend></legend>${radios.join('')}<input class="note" placeholder="备注"></fieldset>`;
    return holder.content.firstChild;
  }

  head() {
    const header = make('header');
    header.append(make('h1', { textContent: this.definition.title }), this.totalOutput);
    return header;
  }

  section({ id, title, items }) {
    const section = make('section');
    const heading = make('h2', { textContent: title });
    const output = make('output', { textContent: '0' });
    output.dataset.sectionTotal = id;
    this.outputs[id] = output;
    this.sums[id] = 0;
    heading.append(output);
    section.append(heading, ...items.map(item => this.item(item, id)));
    return section;
  }

  item({ id, title, weight }, section) {
    const element = this.model.cloneNode(true);
    element.id = id;
    element.firstChild.textContent = title;
    const radios = [];
    let next = element.firstChild.nextSibling;
    for (; next.tagName === 'LABEL'; next = next.nextSibling) {
      next.firstChild.name = id;
      radios.push(next.firstChild);
    }
    this.known.set(id, { section, weight, element, radios, note: next, remark: null });
    return element;
  }

  entry(id) {
    return (this.answers[id] ??= {});
  }

  points(item, choice) {
    return item.weight * (this.times[choice] ?? 0);
  }

  answer(id, choice) {
    const item = this.known.get(id);
    const entry = this.entry(id);
    const more = this.points(item, choice) - this.points(item, entry.choice);
    entry.choice = choice;
    this.sums[item.section] += more;
    this.total += more;
    this.remark(id, item, choice === 'n');
    this.outputs[item.section].textContent = this.sums[item.section];
    this.totalOutput.textContent = this.total;
  }

  remark(id, item, wanted) {
    if (wanted && !item.remark) {
      item.remark = make('textarea', { id: `remark-${id}`, className: 'remark', placeholder: '整改措施' });
      item.element.append(item.remark);
    } else if (!wanted && item.remark) {
      item.remark.remove();
      item.remark = null;
    }
  }

  /** Takes over a saved state; only what differs is touched. */
  restore(saved) {
    this.answers = saved;
    this.total = 0;
    for (const section in this.sums) this.sums[section] = 0;
    for (const [id, item] of this.known) {
      const { choice, note = '', remark = '' } = saved[id] ?? {};
      for (const radio of item.radios) {
        if (radio.checked !== (radio.value === choice)) radio.checked = radio.value === choice;
      }
      if (item.note.value !== note) item.note.value = note;
      this.remark(id, item, choice === 'n');
      if (item.remark) item.remark.value = remark;
      this.sums[item.section] += this.points(item, choice);
    }
    for (const [section, output] of Object.entries(this.outputs)) {
      output.textContent = this.sums[section];
      this.total += this.sums[section];
    }
    this.totalOutput.textContent = this.total;
  }
}
