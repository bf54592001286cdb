const ascii = /^[\u0020-\u007e\n]*$/;

/** The text without case and accents: what people type finds what they mean. */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  // The engine keeps two bytes a character once there were marks: half as much is enough for what is left.
  return ascii.test(folded) ? Buffer.from(folded, 'latin1').toString('latin1') : folded;
}

/** The words of a search, folded; all of them have to occur. */
export function wordsOf(text: string): readonly string[] {
  return foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}
