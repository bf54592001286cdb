const replacement = '[redacted]';
/** Shorter values would blot out ordinary words. */
const shortestSecret = 6;

const secretName = '(?:password|passwd|pwd|secret|token|api[_-]?key|private[_-]?key)';

/** Each looks at a character a bounded number of times: a log line may hold a megabyte of somebody else's text. */
const patterns: readonly { readonly pattern: RegExp; readonly replaceWith: string }[] = [
  { pattern: /\bsk-[\w-]{8,}/g, replaceWith: replacement },
  { pattern: /\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, replaceWith: `$1 ${replacement}` },
  {
    pattern: /(authorization\\*["']?\s{0,9}[=:]\s{0,9}\\*["']?)[^\r\n"'\\]*/gi,
    replaceWith: `$1${replacement}`,
  },
  { pattern: /(\w:\/\/[^\s/:@]*):[^\s/@]+@/g, replaceWith: `$1:${replacement}@` },
  {
    // The name, perhaps the end of its quotes, the sign, and a quoted or a plain value.
    pattern: new RegExp(
      `(${secretName}\\\\*["']?\\s{0,9}[=:]\\s{0,9})(?:\\\\*"[^"]*"?|'[^']*'?|[^\\s,;&"'}]+)`,
      'gi',
    ),
    replaceWith: `$1${replacement}`,
  },
  {
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    replaceWith: replacement,
  },
];

const secretField = new RegExp(`(?:${secretName}|authorization)$`, 'i');

/** Takes secrets out of text: the values it was told, and whatever looks like a key. */
export class Redactor {
  readonly #secrets = new Set<string>();

  constructor(secrets: Iterable<string> = []) {
    for (const secret of secrets) this.add(secret);
  }

  add(secret: string): void {
    if (secret.length < shortestSecret) return;
    this.#secrets.add(secret);
    // The form it has inside JSON.
    this.#secrets.add(JSON.stringify(secret).slice(1, -1));
  }

  redact(text: string): string {
    let redacted = this.redactValues(text);
    for (const { pattern, replaceWith } of patterns) redacted = redacted.replace(pattern, replaceWith);
    return redacted;
  }

  /** Only the values it was told; everything around them stays, so that JSON stays JSON. */
  redactValues(text: string): string {
    let redacted = text;
    for (const secret of this.#secrets) redacted = redacted.replaceAll(secret, replacement);
    return redacted;
  }

  /** The value of a named field: a field called `password` is redacted whatever it holds. */
  redactField(name: string, text: string): string {
    return secretField.test(name) ? replacement : this.redact(text);
  }
}
