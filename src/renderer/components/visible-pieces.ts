/** A stretch of plain text, or the code point of a character that could not be seen; `at` is its index. */
export type Piece =
  | { readonly at: number; readonly text: string }
  | { readonly at: number; readonly code: string };

/**
 * Controls except tab and line feed, soft hyphens, marks that turn or embed directions, invisible operators, tags,
 * and lone surrogates. Joiners stay: Urdu is written with them.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/u;

/** Splits a text so that every hidden character is a piece of its own. */
const aroundHidden = new RegExp(`(${hidden.source})`, 'u');

export function visiblePieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of text.replaceAll('\r\n', '\n').split(aroundHidden)) {
    if (piece !== '') pieces.push(hidden.test(piece) ? { at, code: codeOf(piece) } : { at, text: piece });
    at += piece.length;
  }
  return pieces;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
