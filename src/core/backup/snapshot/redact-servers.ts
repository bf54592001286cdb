import { parseJson } from '../../../shared/json.ts';
import { isHarmless, isPlainArgument, secretName, withoutKeys } from './secret-signs.ts';

/** A value that is nothing but references to secrets and plain signs between them, such as `Bearer ${secret:CRM_TOKEN}`. */
const reference = /^(?:(?:Bearer|Basic|Token)\s+)?\$\{(?:secret|env):[^}]+\}$/i;
const secretFlag =
  /^--?[\w-]*(?:pass(?:word|wd|phrase)?|pwd|secret|token|key|auth|credential|pat|pin|psk|dsn|conn\w*|db)[\w-]*$/i;
/** Flags of one letter that many programs take a password, key or token by. */
const secretLetter = /^-[kptasxKPTASX]$/;
const smallNumber = /^\d{1,5}$/;
/** Members whose values are names and values, as in Claude Desktop's `mcp.json`. */
const valueMembers = new Set(['env', 'headers']);

/**
 * The text of an `mcp.json` with every value that may be a secret replaced by a reference to one; `undefined` when the text is no
 * JSON, because then nobody can tell which of it is secret. In doubt a value is replaced: a restored server is reviewed anyway.
 */
export function redactServers(text: string): string | undefined {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return undefined;
  return `${JSON.stringify(redacted(value, []), null, 2)}\n`;
}

function redacted(value: unknown, path: readonly string[]): unknown {
  if (typeof value === 'string') return redactedText(value, path);
  if (Array.isArray(value)) return redactedList(value, path);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, redacted(member, [...path, name])]),
  );
}

function redactedText(value: string, path: readonly string[]): string {
  const name = path.at(-1) ?? '';
  if (reference.test(value)) return value;
  if (valueMembers.has(path.at(-2) ?? '') && !isHarmless(value)) return referenceTo(path);
  if (secretName.test(name)) return referenceTo(path);
  // What an editor fills in for a person who is asked for a key.
  if (name === 'default' && path.includes('inputs') && !isHarmless(value)) return referenceTo(path);
  return withoutKeys(value, (part) => referenceTo(part === undefined ? path : [...path, part]));
}

function redactedList(values: readonly unknown[], path: readonly string[]): unknown[] {
  return values.map((value, index) => {
    if (typeof value !== 'string') return redacted(value, path);
    const before = values[index - 1];
    return redactedArgument(value, typeof before === 'string' ? before : '', path);
  });
}

/** Arguments: `--token value`, `--token=value`, `NAME=value`, `-k value`, and whatever is not plainly something else. */
function redactedArgument(value: string, before: string, path: readonly string[]): string {
  if (reference.test(value)) return value;
  if (!value.startsWith('-')) {
    if (secretFlag.test(before)) return referenceTo([...path, before]);
    if (secretLetter.test(before) && !smallNumber.test(value)) return referenceTo([...path, before]);
  }
  const [, name = '', given] = /^([\w-]+)=(.*)$/s.exec(value) ?? [];
  if (given !== undefined) {
    if (reference.test(given)) return value;
    const isSecret = secretName.test(name) || secretFlag.test(name) || !isPlainArgument(given);
    return isSecret ? `${name}=${referenceTo([...path, name])}` : value;
  }
  if (/^\w[\w+.-]*:\/\//.test(value))
    return withoutKeys(value, (part) => referenceTo(part === undefined ? path : [...path, part]));
  return isPlainArgument(value) ? value : referenceTo([...path, before.startsWith('-') ? before : 'value']);
}

/** A name that tells where the value belongs: `${secret:CRM_API_TOKEN}`. */
function referenceTo(path: readonly string[]): string {
  const words = path.filter((part) => !/^(?:mcpServers|servers|env|headers|args)$/.test(part));
  const name = words
    .join('_')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
  return `\${secret:${name || 'VALUE'}}`;
}
