// A composition by script, for browsers whose protocol has none.

/** Runs in the page: the events of one step of an IME, in Chromium's order. The element keeps where it began. */
export function compose(text, last) {
  const element = document.activeElement;
  if (!('selectionStart' in element)) throw new Error('no text field has the focus');
  const send = (Kind, type, more) =>
    element.dispatchEvent(new Kind(type, { bubbles: true, cancelable: type === 'beforeinput', composed: true, ...more }));
  if (!element.composition) {
    send(CompositionEvent, 'compositionstart', { data: '' });
    element.composition = { from: element.selectionStart, to: element.selectionEnd };
  }
  const input = { data: text, inputType: 'insertCompositionText', isComposing: true };
  send(InputEvent, 'beforeinput', input);
  send(CompositionEvent, 'compositionupdate', { data: text });
  const { from, to } = element.composition;
  element.setRangeText(text, from, to, 'end');
  element.composition = { from, to: from + text.length };
  send(InputEvent, 'input', input);
  if (last) {
    delete element.composition;
    send(CompositionEvent, 'compositionend', { data: text });
  }
}
