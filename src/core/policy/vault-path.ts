/** The folders of the vault that plans may write into; nothing else. */
export const writableVaultFolders = ['Tasks', 'Notes', 'Drafts', 'Briefings', 'Incidents'] as const;

const maxPathLength = 400;
const maxSegmentBytes = 200;
/** Device names on Windows, with or without an extension, also behind trailing spaces. */
const reservedName = /^(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?:[ .]|$)/i;
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Cs}\u2028\u2029]/u;

/**
 * Why a path, relative to the vault, must not be written by a plan; null when it may.
 *
 * Allowed is only `<folder>/…/<name>.md` with one of the five folders in exactly this spelling and names that
 * every file system takes as they stand. Pure: symbolic links are the writer's matter.
 */
export function vaultPathProblem(path: unknown): string | null {
  if (typeof path !== 'string') return 'the path is not a text';
  if (path === '') return 'the path is empty';
  if (path.length > maxPathLength) return `the path is longer than ${maxPathLength} characters`;
  if (!path.isWellFormed() || hidden.test(path)) return 'the path holds invisible or control characters';
  if (path !== path.normalize('NFKC'))
    return 'the path holds characters that file systems may read as others';
  if (path.includes('\\')) return 'the path holds a backslash';
  if (path.startsWith('/')) return 'the path is absolute';
  if (/[<>:"|?*%]/.test(path)) return 'the path holds a character that is not allowed in names';
  const segments = path.split('/');
  for (const segment of segments) {
    const problem = segmentProblem(segment);
    if (problem !== null) return problem;
  }
  if (segments.length < 2 || !writableVaultFolders.some((folder) => folder === segments[0])) {
    return `the path is outside ${writableVaultFolders.join(', ')}`;
  }
  return path.endsWith('.md') ? null : 'the path does not end in .md';
}

function segmentProblem(segment: string): string | null {
  if (segment === '') return 'the path has an empty part';
  if (segment === '.' || segment === '..') return 'the path climbs out of its folder';
  if (segment.startsWith('.')) return 'the path has a hidden part';
  if (segment !== segment.trim() || segment.endsWith('.'))
    return 'a part of the path begins or ends with a space or dot';
  if (reservedName.test(segment)) return `${JSON.stringify(segment)} is a reserved name on Windows`;
  if (new TextEncoder().encode(segment).length > maxSegmentBytes)
    return `a part of the path is longer than ${maxSegmentBytes} bytes`;
  return null;
}
