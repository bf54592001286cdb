/**
 * What acts in a note of Obsidian, found the simple way: fences and code spans are taken out as CommonMark says, the
 * rest is searched. Returns a description of everything found.
 */
export function activeConstructs(markdown: string): string[] {
  const found: string[] = [];
  const report = (name: string, text: string, pattern: RegExp) => {
    const hit = pattern.exec(text);
    if (hit)
      found.push(`${name}: ${JSON.stringify(text.slice(Math.max(0, hit.index - 20), hit.index + 40))}`);
  };
  report('templater', markdown, /<%/);
  report('hidden character', markdown, /[[\p{Cc}\p{Bidi_Control}\u200b\ufeff]--[\n\t]]/v);
  const { prose, languages, openAtEnd } = withoutFences(withoutProperties(markdown));
  if (openAtEnd) found.push('a fence is still open at the end');
  for (const language of languages)
    if (
      !['text', 'json', 'yaml', 'csv', 'sql', 'bash', 'powershell', 'python', 'diff', 'xml', 'ini'].includes(
        language,
      )
    )
      found.push(`fence language ${language}`);
  for (const line of prose) {
    const { text, spans } = withoutSpans(line);
    for (const span of spans) report('inline query', span, /^\s*(?:\$?=|INPUT\[|BUTTON\[|VIEW\[)/);
    report('html', text, /<[a-z!?/]/i);
    report('embed or wikilink', text, /(?<!\\)(?:\\\\)*!?\[\[/);
    report('link or image', text, /(?<!\\)(?:\\\\)*\[[^\]]*\][([]/);
    report('reference', text, /^\s*\[[^\]]+\]:/);
    report('callout', text, /(?<!\\)(?:\\\\)*\[!/);
    report('tag', text, /(?:^|\s)#[\p{L}\p{N}_/-]*[\p{L}_/-]/u);
    report('block id', text, /(?:^|\s)\^[A-Za-z0-9-]+\s*$/);
    report('comment', text, /%%/);
    report('math', text, /(?<!\\)(?:\\\\)*\$/);
    report('address', text, /[a-z][a-z0-9+.-]*:\/\//i);
    report('field', text, /[^\\]::/);
  }
  return found;
}

/** Also what must not stand at the start of the line or in the words of one title. */
export function activeInLine(markdown: string): string[] {
  const found = activeConstructs(`x\n${markdown}`);
  if (/\n/.test(markdown)) found.push('more than one line');
  if (/^\s*(?:[-+*]|\d+[.)]|#{1,6}|>)(?:\s|$)/.test(markdown)) found.push(`block mark: ${markdown}`);
  if (/^(?:-+|=+|\*+)$/.test(markdown)) found.push(`rule: ${markdown}`);
  return found;
}

function withoutProperties(markdown: string): string[] {
  const lines = markdown.split('\n');
  if (lines[0] !== '---') return lines;
  return lines.slice(lines.indexOf('---', 1) + 1);
}

function withoutFences(lines: readonly string[]) {
  const prose: string[] = [];
  const languages: string[] = [];
  let fence: string | undefined;
  for (const line of lines) {
    if (fence !== undefined) {
      if (new RegExp(`^ {0,3}${fence[0]}{${fence.length},}\\s*$`).test(line)) fence = undefined;
      continue;
    }
    const opening = /^(?:[\s>]|[-*+]\s|\d+[.)]\s)*(`{3,}|~{3,})\s*([^`]*)$/.exec(line);
    if (opening?.[1] === undefined) prose.push(line);
    else {
      fence = opening[1];
      languages.push((opening[2] ?? '').trim());
    }
  }
  return { prose, languages, openAtEnd: fence !== undefined };
}

/** Code spans of one line: a run of backticks up to the next run of the same length; `\`` opens none. */
function withoutSpans(line: string) {
  const spans: string[] = [];
  let text = '';
  for (let at = 0; at < line.length; ) {
    if (line[at] === '\\' && at + 1 < line.length) {
      text += line.slice(at, at + 2);
      at += 2;
      continue;
    }
    const run = /^`+/.exec(line.slice(at))?.[0];
    if (run === undefined) {
      text += line[at];
      at += 1;
      continue;
    }
    const rest = line.slice(at + run.length);
    const close = new RegExp(`(?<!\`)${run}(?!\`)`).exec(rest);
    if (close === null) {
      text += run;
      at += run.length;
      continue;
    }
    spans.push(rest.slice(0, close.index));
    text += 'CODE';
    at += run.length + close.index + run.length;
  }
  return { text, spans };
}
