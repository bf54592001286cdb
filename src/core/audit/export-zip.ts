import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { type ExportOptions, exportTrail } from './export.ts';

export interface ZippedExportOptions extends Omit<ExportOptions, 'dayWritten'> {
  /** Text of the `README.txt` beside the trail. */
  readonly readme: string;
}

/**
 * The export as a zip to be sent away: the trail and how it is proven. Never holds more than a day of it. Returns the number of
 * entries.
 */
export async function exportTrailZipped({ readme, write, ...options }: ZippedExportOptions): Promise<number> {
  // Loaded when somebody exports, so that an employee at rest stays small.
  const { ZipArchive } = await import('archiver');
  const archive = new ZipArchive({ zlib: { level: 6 } });
  const trail = new PassThrough();
  archive.append(readme, { name: 'README.txt' });
  archive.append(trail, { name: `trail.${options.format}` });
  const written = (async () => {
    for await (const piece of archive) write(piece);
  })();
  // Awaited below; a failure before must not end the process unheard.
  written.catch(() => undefined);
  try {
    const entries = await exportTrail({
      ...options,
      write: (bytes) => void trail.write(Buffer.from(bytes)),
      dayWritten: async () => {
        if (trail.writableNeedDrain) await Promise.race([once(trail, 'drain'), written]);
      },
    });
    trail.end();
    await Promise.all([archive.finalize(), written]);
    return entries;
  } catch (error) {
    archive.abort();
    throw error;
  }
}
