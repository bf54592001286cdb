import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

interface AsarFolder {
  readonly files: Readonly<Record<string, AsarNode>>;
}
type AsarNode = AsarFolder | { readonly size: number; readonly offset?: string | undefined };

const nodeSchema: z.ZodType<AsarNode> = z.lazy(() =>
  z.union([
    z.object({ files: z.record(z.string(), nodeSchema) }),
    z.object({ size: z.number(), offset: z.string().optional() }),
  ]),
);

/** A file in Electron's archive format; one that is unpacked beside the archive has no content here. */
export interface AsarFile {
  readonly path: string;
  readonly content: Uint8Array | undefined;
}

/** Reads an archive: four 32-bit sizes, a JSON directory, the contents one after the other. */
export function readAsar(file: string): readonly AsarFile[] {
  const bytes = readFileSync(file);
  const start = 8 + bytes.readUInt32LE(4);
  const directory = nodeSchema.parse(JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))));
  return walk('', directory, bytes.subarray(start));
}

/** Writes the contents of an archive below `folder`. */
export function extractAsar(files: readonly AsarFile[], folder: string): void {
  for (const { path, content } of files) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function walk(path: string, node: AsarNode, contents: Buffer): readonly AsarFile[] {
  if ('files' in node)
    return Object.entries(node.files).flatMap(([name, child]) =>
      walk(path === '' ? name : `${path}/${name}`, child, contents),
    );
  const offset = Number(node.offset);
  return [
    { path, content: node.offset === undefined ? undefined : contents.subarray(offset, offset + node.size) },
  ];
}
