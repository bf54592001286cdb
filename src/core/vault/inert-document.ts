import { splitProperties } from './document-properties.ts';
import { inertCodeLine, inertMarkdown, webAddress } from './inert-text.ts';
import { visibleText } from './visible-text.ts';

/** Languages of fenced code that no plugin runs or draws; any other becomes `text`. */
const languages = new Set([
  'text',
  'json',
  'yaml',
  'csv',
  'sql',
  'bash',
  'powershell',
  'python',
  'diff',
  'xml',
  'ini',
]);

/**
 * Untrusted Markdown of a model, kept readable. Headings, lists, checkboxes, emphasis, tables, quotes, code and plain
 * properties stay; links and images become their text with the address as inline code; HTML, embeds, wikilinks, tags, callouts, block
 * ids, properties, math, comments and every kind of plugin code lose their meaning and stay visible.
 */
export function inertDocument(markdown: string): string {
  const { head, body } = splitProperties(visibleText(markdown).split('\n'));
  return [...head, ...inertLines(body)].join('\n');
}

function inertLines(body: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const written of body) {
    const line = written.replaceAll('\t', '    ');
    if (fence !== undefined) {
      const closing = /^\s*(`{3,}|~{3,})\s*$/.exec(line)?.[1];
      const closes = closing?.startsWith(fence) === true;
      lines.push(closes ? '```' : inertCodeLine(line));
      if (closes) fence = undefined;
      continue;
    }
    const opening = /^\s*(`{3,}|~{3,})\s*([^`\s]*)[^`]*$/.exec(line);
    if (opening?.[1] === undefined) {
      lines.push(inertLine(line));
      continue;
    }
    fence = opening[1];
    const language = opening[2]?.toLowerCase() ?? '';
    lines.push(`\`\`\`${languages.has(language) ? language : 'text'}`);
  }
  if (fence !== undefined) lines.push('```');
  return lines;
}

/** Indentation, quote marks, and a heading, a list mark or a checkbox: the part of a line that gives it its form. */
const lineForm = /^[ ]*(?:>[ ]*)*(?:#{1,6}(?=[ ]|$)|(?:[-*+]|\d{1,9}[.)])[ ]+(?:\[[ xX]\](?=[ ]))?)?/;

function inertLine(line: string): string {
  // Three dashes in the first line would open a property block.
  if (/^\s*-{3,}\s*$/.test(line)) return '***';
  const form = lineForm.exec(line)?.[0] ?? '';
  return form + inertInline(line.slice(form.length));
}

/** In this order: escapes, code, stray backticks, links and images, addresses, single characters that act. */
const inlineConstruct = new RegExp(
  [
    '\\\\(?<escaped>[!-/:-@\\[-`{-~])',
    '(?<backslash>\\\\)',
    '(?<!`)`(?<code>[^`]+)`(?!`)',
    '(?<backticks>`+)',
    '(?<image>!?)\\[(?<label>[^\\[\\]]*)\\]\\((?<target>[^()]{0,2000})\\)',
    `(?<address>${webAddress.source})`,
    '(?<tildes>~+)',
    '(?<act>[<\\[$^]|#(?=\\S)|:(?=:)|\\{(?=\\{)|!(?=\\[))',
  ].join('|'),
  'giu',
);

function inertInline(text: string): string {
  let inert = '';
  let end = 0;
  for (const match of text.matchAll(inlineConstruct)) {
    inert += text.slice(end, match.index) + inertConstruct(match.groups ?? {});
    end = match.index + match[0].length;
  }
  return (inert + text.slice(end)).replace(/%(?=%)/g, '% ').replace(/(?<!`https?):(?=\/\/)/gi, ': ');
}

function inertConstruct(found: Readonly<Record<string, string | undefined>>): string {
  const { escaped, code, backticks, image, label, target, address, tildes, act } = found;
  if (escaped !== undefined) return escapedCharacter(escaped);
  if (found.backslash !== undefined) return '\\\\';
  if (code !== undefined) return isHarmlessCode(code) ? `\`${code}\`` : `'${inertInline(code)}'`;
  if (backticks !== undefined) return "'".repeat(backticks.length);
  if (label !== undefined) {
    const where = inertMarkdown(target ?? '', { maxLength: 2_000 });
    return `${inertInline(label)} (${image === '!' ? 'image: ' : ''}${where})`;
  }
  if (address !== undefined) return `\`${address}\``;
  if (tildes !== undefined) return tildes.length === 2 ? tildes : '\\~'.repeat(tildes.length);
  return act === undefined ? '' : actingCharacter(act);
}

function escapedCharacter(character: string): string {
  if (character === '`') return "'";
  if (character === '<') return '&lt;';
  // These only act in company, which the last steps of `inertInline` break up.
  if (character === '%' || character === '/') return character;
  return `\\${character}`;
}

function actingCharacter(character: string): string {
  if (character === '<') return '&lt;';
  if (character === ':') return ':\\';
  if (character === '{') return '{ ';
  return `\\${character}`;
}

/** Inline queries (`= …`, `$= …`) and inputs of plugins start with a sign or hold brackets; file names and words do not. */
function isHarmlessCode(code: string): boolean {
  if (!/^[\p{L}\p{N}_./~@+-][^[\]<>%]*$/u.test(code)) return false;
  return !code.includes('://') || /^https?:\/\/(?!.*:\/\/)/i.test(code);
}
