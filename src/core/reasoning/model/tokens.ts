/** Tokens for each character beyond ASCII, about as common tokenizers count them. */
const weights: readonly { readonly below: number; readonly weight: number }[] = [
  // Latin with accents, Greek, Cyrillic.
  { below: 0x0530, weight: 0.4 },
  // Hebrew, Arabic, Urdu, Indic scripts.
  { below: 0x1100, weight: 0.5 },
  { below: 0x2e80, weight: 0.8 },
  // Chinese, Japanese, Korean.
  { below: 0xd800, weight: 0.9 },
  { below: 0x1_0000, weight: 0.8 },
  { below: 0x11_0000, weight: 1.5 },
];
const letterWeight = 0.22;
const digitWeight = 0.4;
const signWeight = 0.5;
const spaceWeight = 0.05;
/** Tokenizers have whole words for long runs of one character. */
const runWeight = 1 / 16;
const runBegins = 4;
const tokensPerMessage = 8;

/** About how many tokens a text is. For comparing and fitting, not for money. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let former = -1;
  let run = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    run = code === former ? run + 1 : 0;
    former = code;
    tokens += run >= runBegins ? runWeight : weightOf(code);
  }
  return Math.ceil(tokens);
}

/**
 * No tokenizer makes more tokens of a text than it has bytes: each token stands for at least one. With what a chat template
 * puts around a message, this is the worst case that money is reserved for.
 */
export function mostTokens(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text) + tokensPerMessage, tokensPerMessage);
}

/** The same about messages, for fitting. */
export function estimateMessages(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + estimateTokens(text) + tokensPerMessage, 0);
}

function weightOf(code: number): number {
  if (code === 0x20) return spaceWeight;
  if (code < 0x80) {
    if (code >= 0x30 && code <= 0x39) return digitWeight;
    const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
    return isLetter ? letterWeight : signWeight;
  }
  return weights.find(({ below }) => code < below)?.weight ?? 1;
}
