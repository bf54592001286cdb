import type { Api, CommandResult } from '../../shared/api.ts';
import type { Publisher } from '../topics/index.ts';

/** What the employee does with backups at the moment. */
export interface BackupWork {
  readonly kind: NonNullable<CommandResult<'backup.state'>['running']>;
  /** How much of it is done, from 0 to 1; `undefined`: not known yet. */
  readonly share: number | undefined;
}

/** Follows the work on backups, asked anew after each change; how far it has come is told in between. */
export class BackupWatch {
  readonly #api: Api;
  readonly #changed: () => void;
  #work: BackupWork | undefined;
  #asked = 0;

  constructor(api: Api, { changes, progress }: Pick<Publisher, 'changes' | 'progress'>, changed: () => void) {
    this.#api = api;
    this.#changed = changed;
    changes.subscribe(({ backups }) => {
      if (backups) void this.#ask();
    });
    progress.subscribe(({ work, done, total }) => {
      if (work !== 'backup') return;
      this.#set({ kind: 'backup', share: total > 0 ? Math.min(1, done / total) : undefined });
    });
  }

  /** `undefined`: nothing is under way. */
  get work(): BackupWork | undefined {
    return this.#work;
  }

  async #ask(): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    // Nobody works: then nothing is under way either.
    const state = await this.#api.call('backup.state', {}).catch(() => undefined);
    if (question !== this.#asked) return;
    const kind = state?.running ?? undefined;
    if (kind !== this.#work?.kind) this.#set(kind && { kind, share: undefined });
  }

  #set(work: BackupWork | undefined): void {
    this.#work = work;
    this.#changed();
  }
}
