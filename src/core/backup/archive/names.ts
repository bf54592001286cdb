const reservedNames = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\..*)?$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const forbiddenCharacters = /[\u0000-\u001f\u007f<>:"|?*\\]/;
/** What nearly all paths are: short, of harmless characters, each name too long or too unusual to be a reserved one. */
const plainPath = /^(?:[\w-][\w -]{4,60}[\w-]\/){0,12}[\w-][\w -]{4,60}[\w-]\.[\w-]{1,8}$/;
/** A real name like this would be taken for the spelling of another one. */
const looksEscaped = /%[\da-f]{2}/i;
const maxNameBytes = 255;
const maxPathBytes = 4_096;
const maxDepth = 128;

/**
 * Why a path of an archive is not used, whatever the system: what is harmless here could be dangerous where the archive is
 * taken next. `undefined`: nothing is wrong with it.
 */
export function pathProblem(path: string): string | undefined {
  if (plainPath.test(path)) return undefined;
  if (path === '') return 'its name is empty';
  if (path.includes('\0')) return 'its name holds a NUL';
  if (path.startsWith('/')) return 'its name is an absolute path';
  if (/^[A-Za-z]:/.test(path)) return 'its name begins with a drive letter';
  if (path.includes('\\')) return 'its name holds a backslash';
  if (Buffer.byteLength(path) > maxPathBytes) return 'its name is too long';
  const names = path.split('/');
  if (names.length > maxDepth) return 'it lies too deep in folders';
  for (const name of names) {
    const problem = nameProblem(name);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function nameProblem(name: string): string | undefined {
  if (name === '') return 'its name has an empty part';
  if (name === '..' || name === '.') return 'its name leads out of its folder';
  if (name.includes(':')) return 'its name holds a colon, which names a hidden stream on Windows';
  if (forbiddenCharacters.test(name)) return 'its name holds a control or reserved character';
  if (name.endsWith('.') || name.endsWith(' ')) return 'its name ends in a dot or a space';
  if (reservedNames.test(name)) return 'its name is reserved on Windows';
  return Buffer.byteLength(name) > maxNameBytes ? 'its name is too long' : undefined;
}

/**
 * The path under which something is archived: what `pathProblem` would refuse is written as `%` and two hexadecimal digits, and
 * so are the first `marks[depth]` characters of the name at each depth, to tell it from another one that differs only by case
 * or Unicode form. The manifest then says the real name. With every character marked, no two names are archived alike.
 */
export function portablePath(path: string, marks: readonly number[] = []): string {
  if (marks.length === 0 && pathProblem(path) === undefined && !looksEscaped.test(path)) return path;
  const names = path.split('/');
  return names.map((name, depth) => portableName(name, marks[depth] ?? 0)).join('/');
}

function portableName(name: string, marked: number): string {
  const characters = [...name];
  const head = characters.slice(0, marked).map(escaped).join('');
  const rest = characters.slice(marked).join('').replaceAll('%', '%25');
  let portable = head + rest.replace(new RegExp(forbiddenCharacters, 'g'), escaped);
  if (/[. ]$/.test(portable)) portable = portable.slice(0, -1) + escaped(portable.slice(-1));
  return reservedNames.test(portable) ? escaped(portable.slice(0, 1)) + portable.slice(1) : portable;
}

/** Whether a manifest may say that the file archived as `path` is really called `name`: in the same folders, spelt out. */
export function isSpelling(path: string, name: string): boolean {
  const names = name.split('/');
  const leadsElsewhere = names.some((one) => one === '' || one === '.' || one === '..' || one.includes('\0'));
  if (path === name || leadsElsewhere || names.length !== path.split('/').length) return false;
  try {
    return decodeURIComponent(path) === name;
  } catch {
    return false;
  }
}

/** What paths are equal in on systems that ignore case or the form of Unicode. */
export function foldedPath(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  if (/^[\u0000-\u007f]*$/.test(path)) return path.toLowerCase();
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

function escaped(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
