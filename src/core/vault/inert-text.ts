import { oneLine, shortened, visibleText } from './visible-text.ts';

export interface InertOptions {
  /** UTF-16 units of the text before escaping. */
  readonly maxLength?: number;
}

/** A web address that can stand in inline code: shown as text, never a link. */
export const webAddress = /\bhttps?:\/\/(?:(?!%%|::|:\/\/)[^\s`<>|\\[\](){}"'$^])+(?<![.,;:!?])/gi;

const lineStart = /^(?:[-+=]|\d{1,9}(?=[.)]))/;
const significant = /[\\`<>&%:_!=~{*[\]#|$^]/g;

/**
 * Untrusted text as one line of plain words: Markdown shows every character as it was written, and nothing of
 * it can act. Web addresses become inline code; backticks become apostrophes.
 */
export function inertMarkdown(text: string, options: InertOptions = {}): string {
  const line = oneLine(text, options.maxLength ?? 500);
  let inert = '';
  let end = 0;
  for (const match of line.matchAll(webAddress)) {
    inert += `${escaped(line.slice(end, match.index))}\`${match[0]}\``;
    end = match.index + match[0].length;
  }
  inert += escaped(line.slice(end));
  return inert.replace(lineStart, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** Text of a checklist item: signs by which the Tasks plugin reads dates, priorities and repetition are removed. */
export function inertTask(text: string, options: InertOptions = {}): string {
  return inertMarkdown(text.replace(taskSigns, ''), options);
}

const taskSigns = /[📅📆🗓⏳⌛🛫➕✅❌🔁🔺⏫🔼🔽⏬🆔⛔🏁]/gu;

/**
 * Untrusted text without anything Markdown acts on, for places that show escapes literally: properties (Dataview
 * renders them as Markdown) and link titles. Brackets become parentheses, angle brackets single quotation marks.
 */
export function inertLabel(text: string, options: InertOptions = {}): string {
  return oneLine(text, options.maxLength ?? 300)
    .replace(/[`<>[\]|]/g, (character) => substitutes[character] ?? ' ')
    .replace(/\$(?!\d)/g, '＄')
    .replace(/%(?=%)/g, '% ')
    .replace(/:(?=\/\/|:)/g, ': ')
    .replace(/\b(javascript|vbscript|data):/gi, '$1 :');
}

const substitutes: Readonly<Record<string, string>> = {
  '`': "'",
  '<': '‹',
  '>': '›',
  '[': '(',
  ']': ')',
  '|': '¦',
};

/** Untrusted text as a double-quoted YAML scalar on one line. */
export function inertProperty(value: string, options: InertOptions = {}): string {
  return JSON.stringify(inertLabel(value, options));
}

/** Untrusted text as a fenced block that nothing inside can close. */
export function inertExcerpt(text: string, options: InertOptions = {}): string {
  const maxLength = options.maxLength ?? 2_000;
  const lines = shortened(visibleText(text.slice(0, maxLength * 4)), maxLength)
    .trimEnd()
    .split('\n');
  return ['```text', ...lines.map(inertCodeLine), '```'].join('\n');
}

/**
 * A line within a fence. Plugins that search raw text (Templater, image downloaders, task collectors) do not
 * respect fences, so what they look for is broken up.
 */
export function inertCodeLine(line: string): string {
  return line
    .replace(/`{3,}|~{3,}/g, (fence) => "'".repeat(fence.length))
    .replace(/<(?=%)/g, '< ')
    .replace(/%(?=[%>])/g, '% ')
    .replace(/!(?=\[)/g, '! ')
    .replace(/\[(?=\[)/g, '[ ')
    .replace(/(^|\s)\^(?=[A-Za-z0-9-]+\s*$)/, '$1^ ')
    .replace(/^(\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+)\[(.)\]/u, (_match, start: string, mark: string) =>
      mark === ' ' ? `${start}☐` : `${start}☑`,
    )
    .replace(/(?<!\bhttps?):(?=\/\/)/gi, ': ');
}

function escaped(text: string): string {
  return text.replace(significant, (character, offset: number) => {
    const before = text[offset - 1] ?? '';
    const after = text[offset + 1] ?? '';
    switch (character) {
      case '`':
        return "'";
      case '<':
        return '&lt;';
      case '>':
        return '&gt;';
      case '&':
        return /^&#?\w+;/.test(text.slice(offset, offset + 40)) ? '&amp;' : '&';
      case '%':
        return after === '%' ? '% ' : '%';
      case '{':
        return after === '{' ? '{ ' : '{';
      case ':':
        if (after === ':') return ':\\';
        return text.startsWith('//', offset + 1) ? ': ' : ':';
      case '_':
        return /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after) ? '_' : '\\_';
      case '!':
        return after === '[' ? '\\!' : '!';
      case '=':
      case '~':
        return before === character || after === character ? `\\${character}` : character;
      default:
        return `\\${character}`;
    }
  });
}
