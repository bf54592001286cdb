import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSystemError } from '../../shared/errors.ts';
import { type Clock, delay, TimeSlice } from '../clock/index.ts';
import type { FileStat } from '../files/index.ts';

/** Tells which files some process still has open for writing. */
export interface OpenFileProbe {
  /** Whether it can tell in this folder; if not, a longer rest is all there is. */
  detects(folder: string): boolean;
  /** The names, of those given, that are open for writing. */
  openForWriting(
    folder: string,
    files: ReadonlyMap<string, FileStat>,
    signal?: AbortSignal,
  ): Promise<ReadonlySet<string>>;
}

/** The way this platform allows: /proc on Linux, a write probe on Windows, none elsewhere. */
export function openFileProbe(platform: NodeJS.Platform, clock: Clock): OpenFileProbe {
  if (platform === 'linux') return new ProcProbe(clock);
  return platform === 'win32' ? new WriteProbe() : new NoProbe();
}

/** A scan may take this share of the time while files keep coming. */
const scanShare = 0.15;

/**
 * One pass over `/proc/<pid>/fd`. Sees every process of this user (all of them as root), whatever path it opened the
 * file by. Processes of other users and writers on other machines are invisible.
 */
class ProcProbe implements OpenFileProbe {
  readonly #clock: Clock;
  #notBeforeMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  detects(folder: string): boolean {
    try {
      return readdirSync('/proc/self/fd').length > 0 && !isRemote(statfsSync(folder).type);
    } catch {
      return false;
    }
  }

  async openForWriting(
    _folder: string,
    files: ReadonlyMap<string, FileStat>,
    signal?: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    if (files.size === 0) return new Set();
    const waitMs = this.#notBeforeMs - performance.now();
    if (waitMs > 1) await delay(this.#clock, waitMs, signal);
    const open = new Set<string>();
    const slice = new TimeSlice();
    for (const entry of readdirSync('/proc')) {
      if (!isProcess(entry)) continue;
      for (const name of writtenBy(entry, files)) open.add(name);
      await slice.pause(signal);
    }
    const busyMs = slice.usedMs();
    this.#notBeforeMs = performance.now() + busyMs / scanShare - busyMs;
    return open;
  }
}

function isProcess(name: string): boolean {
  const code = name.charCodeAt(0);
  return code >= 48 && code <= 57;
}

/**
 * The base name is compared first, because it costs one readlink; then the mode of the link (its owner-write bit says
 * how the descriptor was opened) and the inode, because containers see the same file under another path.
 */
function* writtenBy(process: string, files: ReadonlyMap<string, FileStat>): Generator<string> {
  const folder = `/proc/${process}/fd`;
  let descriptors: string[];
  try {
    descriptors = readdirSync(folder);
  } catch {
    return;
  }
  for (const descriptor of descriptors) {
    const link = `${folder}/${descriptor}`;
    try {
      const target = readlinkSync(link);
      const name = target.slice(target.lastIndexOf('/') + 1);
      const file = files.get(name);
      if (file === undefined || (lstatSync(link).mode & 0o200) === 0) continue;
      const stat = statSync(link);
      if (stat.ino === file.inode && stat.dev === file.device) yield name;
    } catch {
      // The process closed it meanwhile.
    }
  }
}

/** Types of statfs(2) whose writers may be on another machine, or outside the kernel. */
const remoteTypes = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x00c36400, 0x5346414f, 0x786f4256,
  0x6a656a63,
]);

function isRemote(type: number): boolean {
  return remoteTypes.has(type >>> 0);
}

/** Windows refuses to open for writing what another process holds; nothing is written. */
class WriteProbe implements OpenFileProbe {
  detects(): boolean {
    return true;
  }

  async openForWriting(folder: string, files: ReadonlyMap<string, FileStat>): Promise<ReadonlySet<string>> {
    const open = new Set<string>();
    for (const name of files.keys()) {
      try {
        closeSync(openSync(join(folder, name), 'r+'));
      } catch (error) {
        // EPERM and EACCES are read-only files, which nobody is writing either.
        if (isSystemError(error, 'EBUSY')) open.add(name);
      }
    }
    return open;
  }
}

class NoProbe implements OpenFileProbe {
  detects(): boolean {
    return false;
  }

  async openForWriting(): Promise<ReadonlySet<string>> {
    return new Set();
  }
}
