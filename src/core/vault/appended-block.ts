import { sha256 } from './digest.ts';

/** The block id by which an append that already happened is known again. Untrusted text cannot produce one. */
export function blockId(idempotencyKey: string): string {
  const key = /^[A-Za-z0-9-]{1,64}$/.test(idempotencyKey)
    ? idempotencyKey
    : sha256(idempotencyKey).slice(0, 32);
  return `^ef-${key}`;
}

/** Whether a note holds the block of that id already. */
export function hasBlock(note: Buffer, id: string): boolean {
  return note
    .toString('latin1')
    .split('\n')
    .some((line) => line.trimEnd() === id || line.trimEnd().endsWith(` ${id}`));
}

/** The note with `content` as its last block, in the note's own line ends; nothing of the former bytes changes. */
export function withBlock(note: Buffer, content: string, id: string): Buffer {
  const newline = note.includes('\r\n') ? '\r\n' : '\n';
  const block = identified(content.trimEnd(), id).replaceAll('\n', newline);
  return Buffer.concat([note, Buffer.from(`${separator(note, newline)}${block}${newline}`)]);
}

/** An id ends the last line of a paragraph or list; after any other block it stands alone, as Obsidian wants it. */
function identified(content: string, id: string): string {
  const lastLine = content.slice(content.lastIndexOf('\n') + 1);
  const standsAlone = lastLine === '' || /^\s*(?:\||>|#|```|\*{3}|={1,}\s*$)/.test(lastLine);
  return standsAlone ? `${content}\n\n${id}` : `${content} ${id}`;
}

function separator(note: Buffer, newline: string): string {
  if (note.byteLength === 0) return '';
  const text = note.subarray(-4).toString('latin1');
  if (/\n\r?\n$/.test(text)) return '';
  return text.endsWith('\n') ? newline : newline + newline;
}
