import { basename, dirname, join } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import { type Clock, delay } from '../clock/index.ts';
import type { FileStat, Files } from '../files/index.ts';
import { mergeSection, type Section } from './dashboard-merge.ts';
import { sectionBody, sectionFooter } from './dashboard-section.ts';
import type { DashboardView } from './dashboard-view.ts';
import { localDateTime } from './local-time.ts';
import { HeldFile } from './shared-file.ts';

const maxBytes = 4 * 1024 * 1024;
const maxRounds = 8;
const restMs = 100;
const pauseMs = 50;

export interface DashboardDependencies {
  readonly files: Files;
  /** Absolute path of Dashboard.md. */
  readonly path: string;
  readonly clock: Clock;
  /** The machine's by default. */
  readonly platform?: NodeJS.Platform;
}

/**
 * The employee's section of Dashboard.md, a file it shares with an editor. A person's text around the section stays
 * byte for byte. The file is compared right before the rename, and the version that was replaced is read once more
 * right after it: a save that came in between is merged into the next round, or kept beside as
 * `Dashboard.conflict-<time>.md` when the editor has saved again since. Calls do not overlap.
 *
 * Stated limit: an editor that saves by rename within the microseconds between comparison and rename goes unseen;
 * on Windows, where a held file blocks the rename, so does one that saves in place.
 */
export class Dashboard {
  readonly #files: Files;
  readonly #path: string;
  readonly #clock: Clock;
  readonly #heldAcrossRename: boolean;
  #shown: { readonly body: string; readonly stat: FileStat } | undefined;

  constructor(dependencies: DashboardDependencies) {
    this.#files = dependencies.files;
    this.#path = dependencies.path;
    this.#clock = dependencies.clock;
    this.#heldAcrossRename = (dependencies.platform ?? process.platform) !== 'win32';
  }

  /**
   * Shows the view; costs one stat while neither view nor file changed. Throws `conflict` when an editor keeps saving,
   * and what `core/files` throws; the file is whole in either case.
   */
  async update(view: DashboardView): Promise<'written' | 'unchanged'> {
    const section: Section = { body: sectionBody(view), footer: sectionFooter(view) };
    const body = section.body.join('\n');
    if (body === this.#shown?.body && this.#isAsShown(this.#files.stat(this.#path))) return 'unchanged';
    const round: Round = { section, overtaken: undefined };
    try {
      for (let count = 0; count < maxRounds; count += 1) {
        const outcome = await this.#once(round);
        if (outcome !== 'again') return outcome;
      }
    } finally {
      if (round.overtaken) await this.#keepBeside(round.overtaken.theirs);
    }
    throw new EmployeeError('conflict', {
      what: `cannot update ${basename(this.#path)}`,
      why: 'another program keeps saving it',
      hint: 'It is tried again; close the file in other editors if this persists',
    });
  }

  async #once(round: Round): Promise<'written' | 'unchanged' | 'again'> {
    const held = await this.#openAtRest();
    try {
      if (round.overtaken && !held?.bytes.equals(round.overtaken.ours)) {
        await this.#keepBeside(round.overtaken.theirs);
        round.overtaken = undefined;
      }
      const former = round.overtaken?.theirs ?? held?.bytes;
      const { content, unchanged, keepFormer } = mergeSection(former, round.section);
      if (unchanged && round.overtaken === undefined) {
        this.#remember(round.section, former);
        return 'unchanged';
      }
      if (keepFormer && former) await this.#keepBeside(former);
      if (!this.#heldAcrossRename) held?.close();
      if (!(await this.#replace(held, content))) return 'again';
      const merged = round.overtaken;
      round.overtaken = undefined;
      const theirs = this.#heldAcrossRename ? await this.#savedMeanwhile(held) : undefined;
      if (theirs === undefined) {
        this.#remember(round.section, content);
        return 'written';
      }
      // This save knows nothing of the one just merged, and takes its place.
      round.overtaken = { theirs, ours: content };
      if (merged) await this.#keepBeside(merged.theirs);
      return 'again';
    } finally {
      held?.close();
    }
  }

  #replace(held: HeldFile | undefined, content: Buffer): Promise<boolean> {
    const unchanged = () => {
      const stat = this.#files.stat(this.#path);
      if (held === undefined || stat === undefined) return held === undefined && stat === undefined;
      if (stat.inode !== held.stat.inode) return false;
      return this.#files.read(this.#path, maxBytes)?.equals(held.bytes) === true;
    };
    // The former version is as whole as this one, so the rename need not survive a power loss at once.
    return this.#files.replaceIf(this.#path, content, unchanged, { folder: 'later' });
  }

  /** Editors empty a file before they fill it: one that just changed is read only once it rests. */
  async #openAtRest(): Promise<HeldFile | undefined> {
    for (let count = 0; ; count += 1) {
      const held = HeldFile.open(this.#files, this.#path, maxBytes);
      if (held === undefined) return undefined;
      const ageMs = this.#clock.now() - held.stat.modifiedMs;
      const rests = this.#isAsShown(held.stat) || ageMs < 0 || ageMs >= restMs;
      if (held.stat.sizeBytes > maxBytes) {
        held.close();
        throw tooLarge(this.#path);
      }
      if (rests || count >= maxRounds) return held;
      held.close();
      await delay(this.#clock, pauseMs);
    }
  }

  /** What was saved into the replaced version after it was compared; `undefined` when nothing was. */
  async #savedMeanwhile(held: HeldFile | undefined): Promise<Buffer | undefined> {
    let saved = held?.read(maxBytes);
    if (held === undefined || saved === undefined || saved.equals(held.bytes)) return undefined;
    for (let count = 0; count < maxRounds; count += 1) {
      await delay(this.#clock, pauseMs);
      const later = held.read(maxBytes);
      if (later.equals(saved)) break;
      saved = later;
    }
    return saved;
  }

  async #keepBeside(content: Buffer): Promise<void> {
    const now = localDateTime(new Date(this.#clock.now()).toISOString()) ?? 'unknown';
    const stem = `${basename(this.#path, '.md')}.conflict-${now.replace('T', '_').replaceAll(':', '-')}`;
    for (let version = 1; ; version += 1) {
      const name = version === 1 ? `${stem}.md` : `${stem}-${version}.md`;
      const path = join(dirname(this.#path), name);
      if ((await this.#files.create(path, content)) === 'created') return;
      if (this.#files.stat(path)?.kind === 'file' && this.#files.read(path, maxBytes)?.equals(content))
        return;
    }
  }

  #remember({ body }: Section, content: Buffer | undefined): void {
    const stat = this.#files.stat(this.#path);
    const isOurs = stat !== undefined && stat.sizeBytes === content?.byteLength;
    this.#shown = isOurs ? { body: body.join('\n'), stat } : undefined;
  }

  #isAsShown(stat: FileStat | undefined): boolean {
    const shown = this.#shown?.stat;
    return (
      shown !== undefined &&
      stat !== undefined &&
      stat.inode === shown.inode &&
      stat.sizeBytes === shown.sizeBytes &&
      stat.modifiedMs === shown.modifiedMs &&
      stat.changedMs === shown.changedMs
    );
  }
}

interface Round {
  readonly section: Section;
  /** A save that our rename overtook: the person's bytes, and ours that stand in their place. */
  overtaken: { readonly theirs: Buffer; readonly ours: Buffer } | undefined;
}

function tooLarge(path: string): EmployeeError {
  return new EmployeeError('invalid_input', {
    what: `cannot update ${basename(path)}`,
    why: 'it is larger than 4 MiB',
    hint: 'Move some of its text to other notes',
  });
}
