import { stripVTControlCharacters } from 'node:util';

/**
 * Characters that move the cursor, change the direction of the text, hide or break a line: C0 and C1 controls,
 * Unicode's bidirectional controls, zero-width and line separators, tags, and halves of surrogate pairs.
 */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Untrusted text as one harmless line: without controls, with single spaces. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(unsafe, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Untrusted text on several harmless lines, otherwise as it is. */
export function plainLines(text: string): readonly string[] {
  return stripVTControlCharacters(text)
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replace(/\t/g, '  ').replace(unsafe, ''));
}

/**
 * JSON that shows exactly what it holds: characters a terminal would hide or obey stand there as `\uXXXX`. For what a
 * person approves, where leaving a character out would be a lie.
 */
export function exactJson(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** One line of text exactly as it is, with what a terminal would hide or obey shown as `⟨U+202E⟩`. */
export function visible(line: string): string {
  return line.replace(unsafe, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨U+${code}⟩`;
  });
}
