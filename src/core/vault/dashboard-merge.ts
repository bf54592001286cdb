import { sectionHeading } from './dashboard-section.ts';
import { sha256 } from './digest.ts';

/** The line above our section of Dashboard.md. */
export const beginMarker = '<!-- employee:begin -->';
/** The line below our section. */
export const endMarker = '<!-- employee:end -->';

const maxSectionLines = 400;

/** A rendered section: its lines, and the last line that carries the time. */
export interface Section {
  readonly body: readonly string[];
  readonly footer: string;
}

/** What Dashboard.md becomes. */
export interface Merge {
  readonly content: Buffer;
  /** The file already shows this body; at most its time is older. */
  readonly unchanged: boolean;
  /** Text inside our section is not as we wrote it and would be replaced: the former version must be kept. */
  readonly keepFormer: boolean;
}

/**
 * Puts the section into a person's file without touching their bytes. Our own text is known by the digest in its
 * last line's block id, wherever it stands:
 *
 * - one pair of markers: what lies between is replaced; text a person added there moves below the end marker; when
 *   our part itself was edited, the caller keeps the former version;
 * - no marker, one marker, several, or in the wrong order: marker lines and provably own text go, everything else
 *   stays, and a fresh section takes the first one's place (without one: the top, below the properties).
 */
export function mergeSection(former: Buffer | undefined, section: Section): Merge {
  const wide = former && wideText(former);
  if (wide !== undefined) {
    const { content } = mergeSection(Buffer.from(wide), section);
    return { content, unchanged: false, keepFormer: true };
  }
  // Latin-1 maps every byte to one character and back, whatever the file's encoding.
  const lines = former?.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const newline = lines[0]?.endsWith('\r\n') ? '\r\n' : '\n';
  const own = ownLines(lines);
  const begins = indexesOf(lines, beginMarker);
  const ends = indexesOf(lines, endMarker);
  const begin = begins[0];
  const end = ends[0];
  if (begins.length === 1 && ends.length === 1 && begin !== undefined && end !== undefined && begin < end)
    return replaced(lines, { begin, end, own, newline, section });
  return repaired(lines, { marked: new Set([...begins, ...ends]), own, newline, section });
}

function replaced(
  lines: readonly string[],
  at: { begin: number; end: number; own: ReadonlySet<number>; newline: string; section: Section },
): Merge {
  const { begin, end, own, newline, section } = at;
  const inside = lines.slice(begin + 1, end);
  const foreign = withoutBlankEdges(inside.filter((_line, index) => !own.has(begin + 1 + index)));
  const intact = inside.some((_line, index) => own.has(begin + 1 + index));
  const moved = intact ? foreign : [];
  const endLine = lines[end] ?? '';
  const content = [
    ...lines.slice(0, begin + 1),
    rendered(section, newline),
    moved.length > 0 && !endLine.endsWith('\n') ? endLine + newline : endLine,
    ...(moved.length > 0 ? [newline, ...moved] : []),
    ...lines.slice(end + 1),
  ].join('');
  const digest = digestOf(section.body.map(toBytes));
  return {
    content: Buffer.from(content, 'latin1'),
    unchanged: intact && foreign.length === 0 && inside.some((line) => footerDigest(line) === digest),
    keepFormer: !intact && foreign.length > 0,
  };
}

function repaired(
  lines: readonly string[],
  at: { marked: ReadonlySet<number>; own: ReadonlySet<number>; newline: string; section: Section },
): Merge {
  const { marked, own, newline, section } = at;
  const first = Math.min(...marked, ...own);
  const place = Number.isFinite(first) ? first : propertyLines(lines);
  const stays = (_line: string, index: number) => !marked.has(index) && !own.has(index);
  const above = lines.slice(0, place).join('');
  const below = lines.filter((line, index) => index >= place && stays(line, index)).join('');
  // A byte order mark is only one as the very first bytes.
  const mark = place === 0 && below.startsWith(byteOrderMark) ? byteOrderMark : markOf(lines, marked, place);
  const content = [
    mark,
    above === '' || above.endsWith('\n') ? above : above + newline,
    beginMarker + newline,
    rendered(section, newline),
    endMarker + newline,
    ...(below === '' || /^\r?\n/.test(below) ? [] : [newline]),
    below.startsWith(byteOrderMark) ? below.slice(byteOrderMark.length) : below,
  ].join('');
  return { content: Buffer.from(content, 'latin1'), unchanged: false, keepFormer: false };
}

function rendered({ body, footer }: Section, newline: string): string {
  const digest = digestOf(body.map(toBytes));
  return [...body, `${footer} ^employee-${digest}`, ''].map(toBytes).join(newline);
}

/** Lines that are provably ours: from a section's heading to the footer whose digest they match. */
function ownLines(lines: readonly string[]): ReadonlySet<number> {
  const own = new Set<number>();
  for (const [footer, line] of lines.entries()) {
    const digest = footerDigest(line);
    if (digest === undefined) continue;
    for (let start = footer - 1; start >= Math.max(0, footer - maxSectionLines); start -= 1) {
      if (!lines[start]?.startsWith(sectionHeading) || digestOf(lines.slice(start, footer)) !== digest)
        continue;
      for (let index = start; index <= footer; index += 1) own.add(index);
      break;
    }
  }
  return own;
}

function footerDigest(line: string): string | undefined {
  return /\^employee-([0-9a-f]{12})\s*$/.exec(line)?.[1];
}

/** Covers what is read, not how it is laid out: formatters pad tables and change line ends. */
function digestOf(lines: readonly string[]): string {
  return sha256(lines.join('').replace(/[^A-Za-z0-9.$%\x80-\xff]/g, '')).slice(0, 12);
}

function toBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

const byteOrderMark = '\xef\xbb\xbf';

function withoutMark(line: string): string {
  return line.startsWith(byteOrderMark) ? line.slice(byteOrderMark.length) : line;
}

/** The byte order mark of a first line that goes because it is a marker. */
function markOf(lines: readonly string[], marked: ReadonlySet<number>, place: number): string {
  return place === 0 && marked.has(0) && lines[0]?.startsWith(byteOrderMark) ? byteOrderMark : '';
}

function indexesOf(lines: readonly string[], marker: string): readonly number[] {
  return lines.flatMap((line, index) => (withoutMark(line).trim() === marker ? [index] : []));
}

/** How many lines the property block at the top takes. */
function propertyLines(lines: readonly string[]): number {
  if (withoutMark(lines[0] ?? '').trimEnd() !== '---') return 0;
  const closing = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  return closing + 1;
}

function withoutBlankEdges(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first === -1 ? [] : lines.slice(first, last + 1);
}

/** The text of a UTF-16 file, which Obsidian cannot show; `undefined` for any other. */
function wideText(bytes: Buffer): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  return encoding && new TextDecoder(encoding).decode(bytes);
}
