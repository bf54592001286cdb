import { parseJson } from '../../../shared/json.ts';

/** A value that is nothing but references to secrets and plain signs between them, such as `Bearer ${secret:CRM_TOKEN}`. */
const reference = /^(?:(?:Bearer|Basic|Token)\s+)?\$\{(?:secret|env):[^}]+\}$/i;
const secretName = /pass(?:word|wd)?|pwd|secret|token|key|auth|credential|cookie|session|signature/i;
const secretFlag = /^--?[\w-]*(?:pass(?:word|wd)?|pwd|secret|token|key|auth|credential)[\w-]*$/i;
const harmless = /^(?:true|false|yes|no|on|off|debug|info|warn|error|production|development|)$/i;
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
  if (valueMembers.has(path.at(-2) ?? '') && !harmless.test(value)) return referenceTo(path);
  if (secretName.test(name)) return referenceTo(path);
  return withoutCredentials(value, path);
}

/** Arguments: `--token value`, `--token=value`, `NAME=value`. */
function redactedList(values: readonly unknown[], path: readonly string[]): unknown[] {
  return values.map((value, index) => {
    if (typeof value !== 'string') return redacted(value, path);
    const before = values[index - 1];
    if (typeof before === 'string' && secretFlag.test(before) && !value.startsWith('-'))
      return reference.test(value) ? value : referenceTo([...path, before]);
    const [, name = '', given] = /^([\w-]+)=(.*)$/s.exec(value) ?? [];
    if (given !== undefined && secretName.test(name) && !reference.test(given))
      return `${name}=${referenceTo([...path, name])}`;
    return withoutCredentials(value, path);
  });
}

/** Takes user names with passwords and secret parameters out of an address, and whatever has the form of a key. */
function withoutCredentials(value: string, path: readonly string[]): string {
  return value
    .replace(/(\w:\/\/)[^\s/@]+@/g, `$1${referenceTo([...path, 'login'])}@`)
    .replace(/([?&][^=&\s]+)=([^&\s#]+)/g, (whole: string, name: string, given: string) =>
      secretName.test(name) && !reference.test(given) ? `${name}=${referenceTo([...path, name])}` : whole,
    )
    .replace(/\b(?:sk|pk|ghp|gho|xox[abp]|AKIA|eyJ)[\w.-]{12,}/g, referenceTo(path))
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${referenceTo(path)}`);
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
