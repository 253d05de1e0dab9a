// What the content security policy of a page lets through.

import { taken } from './canary.mjs';

/** Has every document of a tab keep what its policy refused. */
export function watchPolicy(page) {
  return page.onNewDocument(() => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', event => {
      window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
}

/** What was refused so far. Chromium 86 tells of WebAssembly as if it were eval, and lets it through. */
export async function refused(page) {
  const all = await page.evaluate('window.refused');
  return page.browser.major < 97 ? all.filter(one => !one.startsWith('script-src eval  ')) : all;
}

/** Tries to run code in the ways injected content has; resolves to what ran, was not refused or went out. */
export async function attack(page) {
  const left = await tries(page);
  // The driver sees a request before the policy refuses it; the canary those that it lets through.
  return [...left, ...taken().filter(call => call.startsWith('a call'))];
}

function tries(page) {
  return page.evaluate(async () => {
    window.ran = [];
    const paragraph = () => document.body.appendChild(document.createElement('p'));
    const script = () => document.createElement('script');
    const ways = {
      eval: () => (0, eval)('ran.push("eval")'),
      Function: () => new Function('ran.push("Function")')(),
      innerHTML: () => { paragraph().innerHTML = '<img src="data:," onerror="ran.push(\'innerHTML\')">'; },
      'document.write': () => document.write('<script>ran.push("document.write")</' + 'script>'),
      'inline script': () => {
        const element = script();
        element.append('ran.push("inline script")');
        document.body.append(element);
      },
      'script of a blob': () => {
        const element = script();
        element.src = URL.createObjectURL(new Blob(['ran.push("script of a blob")']));
        document.body.append(element);
      },
      'handler in an attribute': () => {
        const element = paragraph();
        element.setAttribute('onclick', 'ran.push("handler in an attribute")');
        element.click();
      },
      'javascript: address': () => {
        const link = document.body.appendChild(document.createElement('a'));
        link.href = 'javascript:ran.push("javascript: address")';
        link.click();
      },
      'style in an attribute': () => {
        const element = paragraph();
        element.setAttribute('style', 'width: 7px');
        if (getComputedStyle(element).width === '7px') ran.push('style in an attribute');
      },
      'frame': () => {
        const frame = document.createElement('iframe');
        frame.src = 'data:text/html,x';
        document.body.append(frame);
      },
      'form': () => {
        const form = document.body.appendChild(document.createElement('form'));
        form.action = 'http://elsewhere.example/';
        form.submit();
      },
      'picture elsewhere': () => { new Image().src = 'http://elsewhere.example/picture.png'; },
      'request elsewhere': () => {
        const request = new XMLHttpRequest();
        request.open('GET', 'http://elsewhere.example/');
        request.send();
      },
      'beacon': () => { navigator.sendBeacon('http://elsewhere.example/', 'x'); },
    };
    // In a turn of its own: code that a debugger runs may do more.
    const left = [];
    for (const [name, way] of Object.entries(ways)) {
      const before = window.refused.length;
      const threw = await new Promise(resolve => setTimeout(() => {
        try { way(); resolve(false); } catch { resolve(true); }
      }));
      await new Promise(resolve => setTimeout(resolve, 120));
      if (!threw && window.refused.length === before) left.push(name);
    }
    return [...left, ...window.ran];
  });
}
