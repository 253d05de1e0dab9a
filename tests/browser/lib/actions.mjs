// Mouse and keys as WebDriver knows them; Firefox and WebKit take the same lists.

const KEYS = {
  Enter: '\uE006', Tab: '\uE004', Escape: '\uE00C', Backspace: '\uE003', Delete: '\uE017', Space: ' ',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015',
  Home: '\uE011', End: '\uE010', PageUp: '\uE00E', PageDown: '\uE00F',
  Alt: '\uE00A', Control: '\uE009', Meta: '\uE03D', Shift: '\uE008',
};

/** A click at a point of the window. */
export function clickAt({ x, y }) {
  const move = { type: 'pointerMove', x: Math.floor(x), y: Math.floor(y), origin: 'viewport' };
  const press = [{ type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
  return [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [move, ...press] }];
}

/** A key or a chord, such as `'Control+a'`. */
export function chord(keys) {
  const parts = keys.length > 1 ? keys.split(/\+(?=.)/) : [keys];
  const values = parts.map(part => KEYS[part] ?? part);
  const down = values.map(value => ({ type: 'keyDown', value }));
  const up = values.toReversed().map(value => ({ type: 'keyUp', value }));
  return [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }];
}

/** A text, character by character: neither protocol can insert it in one go. */
export function typing(text) {
  const values = [...text].map(character => (character === '\n' ? KEYS.Enter : character));
  return [{ type: 'key', id: 'keyboard', actions: values.flatMap(value => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }];
}
