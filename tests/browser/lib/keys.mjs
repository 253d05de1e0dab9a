// Key names to the protocol's key events.

const MODIFIERS = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

const NAMED = {
  Enter: [13, '\r'], Tab: [9], Escape: [27], Backspace: [8], Delete: [46], Space: [32, ' '],
  ArrowLeft: [37], ArrowUp: [38], ArrowRight: [39], ArrowDown: [40],
  Home: [36], End: [35], PageUp: [33], PageDown: [34], F1: [112], F2: [113], F5: [116], F11: [122],
  Alt: [18], Control: [17], Meta: [91], Shift: [16],
};

// Headless Chromium has no keyboard layout that would turn these into commands.
const COMMANDS = { a: 'selectAll', c: 'copy', v: 'paste', x: 'cut', z: 'undo', y: 'redo' };

function describe(name) {
  const key = name === ' ' ? 'Space' : name;
  if (NAMED[key]) {
    const [windowsVirtualKeyCode, text] = NAMED[key];
    return { key: key === 'Space' ? ' ' : key, code: key, windowsVirtualKeyCode, text };
  }
  if ([...key].length !== 1) throw new Error(`no key is called ${key}`);
  const upper = key.toUpperCase();
  const code = /[A-Z]/.test(upper) ? `Key${upper}` : /[0-9]/.test(key) ? `Digit${key}` : '';
  return { key, code, windowsVirtualKeyCode: code ? upper.charCodeAt(0) : 0, text: key };
}

/** The `Input.dispatchKeyEvent` parameters for one chord, such as `'Control+Shift+z'`. */
export function keyEvents(chord) {
  const parts = chord.length > 1 ? chord.split(/\+(?=.)/) : [chord];
  const { text, ...key } = describe(parts.pop());
  let modifiers = 0;
  for (const part of parts) {
    if (!MODIFIERS[part]) throw new Error(`${part} in ${chord} is no modifier`);
    modifiers |= MODIFIERS[part];
  }
  const silent = text === undefined || (modifiers & ~MODIFIERS.Shift) !== 0;
  const down = { type: silent ? 'rawKeyDown' : 'keyDown', modifiers, ...key };
  if (!silent) Object.assign(down, { text, unmodifiedText: text });
  if (modifiers === MODIFIERS.Control && COMMANDS[key.key]) down.commands = [COMMANDS[key.key]];
  return [down, { type: 'keyUp', modifiers, ...key }];
}
