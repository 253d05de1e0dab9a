// The plain page: everything is built at once.

import { Sheet, load } from '../sheet.js';

const sheet = new Sheet(await load(), document.getElementById('app'));
const all = document.createDocumentFragment();
all.append(sheet.head(), ...sheet.definition.sections.map(section => sheet.section(section)));
sheet.root.replaceChildren(all);

window.restore = text => sheet.restore(JSON.parse(text));
