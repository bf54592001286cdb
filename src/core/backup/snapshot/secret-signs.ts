/** Names of members, parameters and variables whose values are secrets. */
export const secretName =
  /pass(?:word|wd|phrase)?|pwd|secret|token|key|auth|credential|cookie|session|signature|\bsig\b|\bcode\b/i;

const harmless = /^(?:true|false|yes|no|on|off|debug|info|warn|error|production|development|)$/i;
const number = /^\d{1,5}$/;
/** Words as people write them; versions may have digits (`v2`, `@1.2.3`, `:16`). */
const words = /^@?[A-Za-z]{1,24}(?:[-_./:+ ]+[A-Za-z]{1,24})*(?:[@:]v?\d[\d.]*)?$/;
const path = /^(?:\.{0,2}[/\\]|~|[A-Za-z]:[/\\])/;
const flag = /^--?[A-Za-z][A-Za-z-]{0,31}$/;
/** Letters and digits without a break, as no name of a file or folder is. */
const keyLike = /(?<![\w$])(?=[\w+=-]*\d)(?=[\w+=-]*[A-Za-z])[\w+=-]{16,}(?![\w])/;

/** Whether a value can be no secret: a switch, a small number, nothing. */
export function isHarmless(value: string): boolean {
  return harmless.test(value);
}

/** Whether an argument is plainly a switch, a number, words, a package or a path, and so no secret. */
export function isPlainArgument(value: string): boolean {
  if (harmless.test(value) || number.test(value) || flag.test(value) || words.test(value)) return true;
  return path.test(value) && !keyLike.test(value);
}

/**
 * A text without what may be a key in it: logins, parameters, fragments and unusual parts of addresses, and runs of letters and
 * digits. `replacement` gives what stands there instead, by the name of the part if it has one.
 */
export function withoutKeys(value: string, replacement: (part?: string) => string): string {
  return value
    .replace(/(\w[\w+.-]*:\/\/)([^\s"'<>]*)/g, (_whole, scheme: string, rest: string) => {
      return scheme + plainAddress(rest, replacement);
    })
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, (_whole, kind: string) => `${kind} ${replacement()}`)
    .replace(/\b(?:sk|pk|ghp|gho|xox[abp]|AKIA|eyJ)[\w.-]{12,}/g, () => replacement())
    .replace(new RegExp(keyLike, 'g'), () => replacement());
}

function plainAddress(rest: string, replacement: (part?: string) => string): string {
  const [, login, host = '', way = '', query, fragment] =
    /^(?:([^/@]*)@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(rest) ?? [];
  const parts = way.split('/').map((part) => (isPlainPart(part) ? part : replacement('path')));
  const parameters = query?.split('&').map((parameter) => {
    const [name = '', ...given] = parameter.split('=');
    const plain = given.length === 0 ? isPlainPart(name) : isPlainParameter(name, given.join('='));
    if (plain) return parameter;
    return given.length === 0 ? replacement('query') : `${name}=${replacement(name)}`;
  });
  return [
    login === undefined ? '' : `${isReference(login) ? login : replacement('login')}@`,
    host,
    parts.join('/'),
    parameters === undefined ? '' : `?${parameters.join('&')}`,
    fragment === undefined ? '' : `#${isPlainPart(fragment) ? fragment : replacement('fragment')}`,
  ].join('');
}

function isPlainParameter(name: string, given: string): boolean {
  if (isReference(given)) return true;
  return !secretName.test(name) && (harmless.test(given) || number.test(given));
}

function isPlainPart(part: string): boolean {
  return (
    isReference(part) || part === '' || /^v\d+(?:\.\d+)?$/.test(part) || number.test(part) || words.test(part)
  );
}

function isReference(value: string): boolean {
  return /^\$\{(?:secret|env):[^}]+\}$/.test(value);
}
