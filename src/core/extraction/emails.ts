import type { Span } from './phrases.ts';

/** An address and where it stands in the text. */
export interface FoundEmail extends Span {
  /** In lower case. */
  readonly address: string;
}

/**
 * E-mail addresses in normalised text, in order.
 *
 * Walks out from each `@` with bounded steps: a pattern that scans for the local part first is quadratic
 * on a long run of letters.
 */
export function findEmails(text: string): readonly FoundEmail[] {
  const found: FoundEmail[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && isLocalPart(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < text.length && end - at < 255 && isDomain(text.charCodeAt(end))) end++;
    while (end > at && /[.-]/.test(text[end - 1] ?? '')) end--;
    while (start < at && text[start] === '.') start++;
    const domain = text.slice(at + 1, end);
    if (start === at || !/^[^.]+(?:\.[^.]+)+$/.test(domain)) continue;
    found.push({ address: text.slice(start, end).toLowerCase(), start, end });
  }
  return found;
}

function isAlphanumeric(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code >= 0xc0
  );
}

function isLocalPart(code: number): boolean {
  // . _ % + -
  return (
    isAlphanumeric(code) || code === 0x2e || code === 0x5f || code === 0x25 || code === 0x2b || code === 0x2d
  );
}

function isDomain(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2e || code === 0x2d;
}
