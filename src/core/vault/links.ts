import { inertLabel, inertMarkdown } from './inert-text.ts';

/**
 * A wikilink to a note of the vault, or the path as inert text when it cannot be one.
 * `inTable` escapes the divider of target and title.
 */
export function noteLink(path: string, title: string, options: { readonly inTable?: boolean } = {}): string {
  const target = path.replace(/\.md$/i, '');
  const linkable =
    /^(?!\/)[\p{L}\p{N} ._()/,&+@-]{1,300}$/u.test(target) && !target.split('/').includes('..');
  if (!linkable) return inertMarkdown(title, { maxLength: 120 });
  const label = inertLabel(title, { maxLength: 120 });
  return label === '' ? `[[${target}]]` : `[[${target}${options.inTable ? '\\|' : '|'}${label}]]`;
}

/**
 * `file:` address of an absolute path on this machine, every special character percent-encoded so that it is inert
 * by construction. `undefined` for relative paths and network shares: a click must not log on to a foreign host.
 */
export function fileUri(path: string): string | undefined {
  // Windows lets names hold half a surrogate pair, which no address can.
  const named = path.toWellFormed();
  const local = /^file:\/\/(\/(?!\/).*)$/s.exec(named)?.[1];
  const absolute = local === undefined ? named : decoded(local);
  if (absolute === undefined) return undefined;
  const windows = /^\/?([A-Za-z]:)[\\/](?![\\/])(.*)$/s.exec(absolute);
  if (windows?.[1] !== undefined)
    return `file:///${windows[1]}/${encodedPath((windows[2] ?? '').replaceAll('\\', '/'))}`;
  return /^\/(?![/\\])/.test(absolute) ? `file:///${encodedPath(absolute.slice(1))}` : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function encodedPath(path: string): string {
  return path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(
        /[!'()*~]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
}
