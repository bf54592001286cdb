import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EmployeeError } from '../../../../shared/errors.ts';
import { ioError } from '../../../files/index.ts';
import { batchesOf, packEntries } from '../lanes/entry-batch.ts';
import { inBatches, type LanePool } from '../lanes/lane-pool.ts';
import type { Amount, ExtractRequest, ExtractRule } from '../model.ts';
import { pathProblem } from '../names.ts';
import type { ProgressMeter } from '../progress-meter.ts';
import { type ArchiveContents, readContents } from '../reading/contents.ts';
import { placeOrder } from '../reading/directory.ts';
import type { EntryTable } from '../reading/entry-table.ts';
import { ArchiveRefusal, refusalError } from '../reading/refusal.ts';
import { ZipFile } from '../reading/zip-file.ts';
import { syncFileSystem } from './sync-file-system.ts';

/** Unpacks what the rules choose, as `Archives.extract` describes it. */
export async function extractArchive(
  request: ExtractRequest,
  lanes: LanePool,
  meter: ProgressMeter,
): Promise<Amount> {
  try {
    const file = ZipFile.open(request.archive);
    try {
      const contents = await readContents(file, ({ path, reason }) => {
        throw new ArchiveRefusal(reason, path);
      });
      if (request.digest !== undefined && request.digest !== contents.digest)
        throw becameAnother(request.archive);
      await extractAll(contents, request, lanes, meter);
      await syncFileSystem(request.destination);
      return meter.done;
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof ArchiveRefusal) throw refusalError(request.archive, error);
    throw ioError(`cannot unpack the archive ${basename(request.archive)}`, error);
  }
}

async function extractAll(
  { table, prefix, metadataEntry }: ArchiveContents,
  { archive, destination, rules }: ExtractRequest,
  lanes: LanePool,
  meter: ProgressMeter,
): Promise<void> {
  const folders = new Set<string>([destination]);
  const targets = new Map<number, string>();
  /** Makes the folder of each file, and the empty ones, as their turn comes. */
  function* chosen(): Generator<number> {
    for (const entry of placeOrder(table)) {
      const isFolder = table.isFolder(entry);
      const name = realPath(table, entry).slice(prefix.length);
      const target =
        entry === metadataEntry ? undefined : targetOf(isFolder ? name.slice(0, -1) : name, rules);
      if (target === undefined) continue;
      const path = safePath(destination, target, name);
      makeFolders(destination, isFolder ? path : dirname(path), folders);
      if (isFolder) continue;
      targets.set(entry, path);
      yield entry;
    }
  }
  lanes.onBytes((bytes) => meter.ahead(bytes));
  await inBatches(lanes, batchesOf(table, chosen()), async (batch) => {
    const paths = batch.map((entry) => targets.get(entry) ?? '');
    for (const entry of batch) targets.delete(entry);
    await lanes.run({ kind: 'extract', archive, entries: packEntries(table, batch), targets: paths });
    meter.add(table.amountOf(batch));
  });
}

/** Real names are what they were only where the system allows them. */
function realPath(table: EntryTable, entry: number): string {
  const realName = process.platform === 'win32' ? undefined : table.realName(entry);
  return realName === undefined ? table.name(entry) : realName + (table.isFolder(entry) ? '/' : '');
}

/** Where the rules send a path, relative to the destination. */
export function targetOf(path: string, rules: readonly ExtractRule[]): string | undefined {
  for (const { from, to } of rules) {
    if (path === from) return to;
    if (from.endsWith('/') && path.startsWith(from)) return to + path.slice(from.length);
  }
  return undefined;
}

function safePath(destination: string, target: string, name: string): string {
  const parts = target.split('/');
  const isSafe = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'));
  const isPortable = process.platform !== 'win32' || pathProblem(target) === undefined;
  if (!isSafe || !isPortable)
    throw new ArchiveRefusal('its place would be outside the folder it is unpacked to', name);
  return join(destination, ...parts);
}

/** The destination was empty, so that what is there was made here: a folder is never a link. */
function makeFolders(destination: string, folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  if (folder !== destination) makeFolders(destination, dirname(folder), made);
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere || !fs.lstatSync(folder).isDirectory()) throw error;
  }
  made.add(folder);
}

function becameAnother(archive: string): EmployeeError {
  return new EmployeeError('conflict', {
    what: `cannot use the archive ${basename(archive)}`,
    why: 'it is not the one that was looked at: its contents changed since',
    hint: 'Look at it again',
  });
}
