/** Control and bidi characters, and code points that show nothing; joiners and variation selectors of real scripts stay. */
const invisible =
  /[[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]--[\n\t\u200C\u200D\uFE00-\uFE0F]]/gv;

/** The text as a person sees it: well-formed, `\n` line ends, nothing hidden. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(invisible, '');
}

/** The visible text on one line of at most `maxLength` UTF-16 units. */
export function oneLine(text: string, maxLength: number): string {
  const bounded = text.slice(0, maxLength * 8);
  return shortened(visibleText(bounded).replace(/\s+/g, ' ').trim(), maxLength);
}

/** At most `maxLength` UTF-16 units, an ellipsis in place of what was cut. */
export function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, Math.max(0, maxLength - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
