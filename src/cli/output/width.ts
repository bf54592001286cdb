const ascii = /^[\x20-\x7e]*$/;
const ignored = /^(?:\p{Mark}|\u200d|[\u{fe00}-\u{fe0f}])+$/u;
/** East Asian wide and fullwidth blocks (Unicode Standard Annex 11), and pictographs. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u;

/** Terminal columns a text takes. */
export function columnsOf(text: string): number {
  if (ascii.test(text)) return text.length;
  let columns = 0;
  for (const grapheme of graphemes(text)) columns += graphemeColumns(grapheme);
  return columns;
}

/** The text in at most `columns` terminal columns; a cut is shown by `…`. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  if (columns <= 0) return '';
  let kept = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    const width = graphemeColumns(grapheme);
    if (used + width > columns - 1) break;
    kept += grapheme;
    used += width;
  }
  return `${kept}…`;
}

/** Fills a text with spaces on its right, by terminal columns. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Fills a text with spaces on its left, by terminal columns. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
}

function* graphemes(text: string): Generator<string> {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

function graphemeColumns(grapheme: string): number {
  if (ignored.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}
