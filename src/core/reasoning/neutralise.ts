import { normaliseText } from '../extraction/index.ts';

/**
 * Untrusted text as one inert line for a plan or a draft: no control, bidi or invisible characters, no
 * Markdown, HTML, links, embeds or template code that would act, at most `maxLength` characters.
 */
export function neutralise(text: string, maxLength: number): string {
  const line = cut(plainLine(text.slice(0, maxLength * 4)), maxLength);
  return line.replace(/[\\`*_{}[\]<>#|~$%=^&!]/g, '\\$&');
}

/** Untrusted text as one readable line, for places where Markdown has no meaning. */
export function plainLine(text: string): string {
  return normaliseText(text).replace(/\s+/g, ' ').trim();
}

/** Cuts at a whole character and marks the cut. */
export function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text
    .slice(0, maxLength - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}
