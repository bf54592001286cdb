import { hash } from 'node:crypto';

/** The key the original system signed with when none was configured (`AUDIT_SIGNING_KEY`). */
export const defaultLegacyKey = 'default_key_change_me';

const maxDepth = 200;
const tokenPattern =
  /[ \t\n\r]*(?:("[^"\\]*(?:\\.[^"\\]*)*")|([{}[\],:])|(-?Infinity|NaN|-?\d[\d.eE+-]*|true|false|null))/sy;

/** What an entry of the original system is found to be; `undefined` when the line is not one. */
export function verifyLegacyLine(line: Uint8Array, key: string): 'valid' | 'invalid' | undefined {
  let members: ReadonlyMap<string, string> | undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    members = new PythonJson(text).topLevelMembers();
  } catch {
    return undefined;
  }
  const signature = members.get('"signature"');
  if (members.has('"seq"') || signature === undefined || !members.has('"action"')) return undefined;
  const unsigned = new Map(members);
  unsigned.delete('"signature"');
  return signature === `"${hash('sha256', dumpObject(unsigned) + key, 'hex')}"` ? 'valid' : 'invalid';
}

/**
 * JSON text in the spelling of Python's `json.dumps(value, sort_keys=True, ensure_ascii=False)`, with
 * number tokens kept as they are written: `1.0` and `1` are different there, and one value here.
 */
class PythonJson {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Members of the one object that the text holds, each name and value in Python's spelling. */
  topLevelMembers(): ReadonlyMap<string, string> {
    if (this.#next() !== '{') throw new SyntaxError('not an object');
    const members = this.#members(0);
    if (this.#text.slice(this.#position).trim() !== '') throw new SyntaxError('text after the object');
    return members;
  }

  #next(): string {
    tokenPattern.lastIndex = this.#position;
    const match = tokenPattern.exec(this.#text);
    if (!match) throw new SyntaxError('not JSON');
    this.#position = tokenPattern.lastIndex;
    const [, text, mark, literal] = match;
    // Both languages escape the same characters in the same way.
    return text === undefined ? (mark ?? literal ?? '') : JSON.stringify(JSON.parse(text));
  }

  #value(token: string, depth: number): string {
    if (depth > maxDepth) throw new SyntaxError('nested too deep');
    if (token === '{') return dumpObject(this.#members(depth));
    if (token === '[') return `[${this.#items(depth).join(', ')}]`;
    if (token.length === 1 && '}],:'.includes(token)) throw new SyntaxError('a value is missing');
    return token;
  }

  #members(depth: number): Map<string, string> {
    const members = new Map<string, string>();
    let token = this.#next();
    if (token === '}') return members;
    for (;;) {
      const name = token;
      if (!name.startsWith('"') || this.#next() !== ':') throw new SyntaxError('a name is missing');
      members.set(name, this.#value(this.#next(), depth + 1));
      const separator = this.#next();
      if (separator === '}') return members;
      if (separator !== ',') throw new SyntaxError('a comma is missing');
      token = this.#next();
    }
  }

  #items(depth: number): string[] {
    const items: string[] = [];
    let token = this.#next();
    if (token === ']') return items;
    for (;;) {
      items.push(this.#value(token, depth + 1));
      const separator = this.#next();
      if (separator === ']') return items;
      if (separator !== ',') throw new SyntaxError('a comma is missing');
      token = this.#next();
    }
  }
}

function dumpObject(members: ReadonlyMap<string, string>): string {
  const parts = [...members]
    .map(([name, value]) => ({ name, value, text: JSON.parse(name) as string }))
    .sort((a, b) => compareCodePoints(a.text, b.text))
    .map(({ name, value }) => `${name}: ${value}`);
  return `{${parts.join(', ')}}`;
}

/** Python orders strings by code point, JavaScript by UTF-16 unit. */
function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
