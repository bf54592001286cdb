import { EmployeeError } from '../../shared/errors.ts';

/** What may not run beside another of its kind. */
export type ArchiveWork = 'backup' | 'verify' | 'rehearsal' | 'restore';

const named: Readonly<Record<ArchiveWork, string>> = {
  backup: 'a backup is being made',
  verify: 'a backup is being verified',
  rehearsal: 'a restore is being rehearsed',
  restore: 'a restore is running',
};

/** Shows that its holder is the one whose work runs; a restore hands it to the safety backup it makes. */
export interface Turn {
  readonly work: ArchiveWork;
}

/** One piece of work on archives at a time. The workspace lock keeps other processes away. */
export class ExclusiveWork {
  readonly #changed: () => void;
  #turn: Turn | undefined;
  #ended = Promise.resolve();

  /** `changed` is told when work begins and when it ends. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What runs now. */
  get running(): ArchiveWork | undefined {
    return this.#turn?.work;
  }

  /** Resolves when nothing runs, however that ended. */
  get idle(): Promise<void> {
    return this.#ended;
  }

  /** Throws `conflict` while other work runs. */
  async run<T>(work: ArchiveWork, body: (turn: Turn) => Promise<T>): Promise<T> {
    if (this.#turn) throw busy(this.#turn.work);
    const turn = { work };
    this.#turn = turn;
    const ended = Promise.withResolvers<void>();
    this.#ended = ended.promise;
    this.#changed();
    try {
      return await body(turn);
    } finally {
      this.#turn = undefined;
      ended.resolve();
      this.#changed();
    }
  }

  /** Runs `body` within the turn of the caller, else in one of its own. */
  async within<T>(turn: Turn | undefined, work: ArchiveWork, body: () => Promise<T>): Promise<T> {
    if (turn === undefined) return this.run(work, body);
    if (turn !== this.#turn) throw busy(this.#turn?.work ?? turn.work);
    return body();
  }
}

function busy(work: ArchiveWork): EmployeeError {
  return new EmployeeError('conflict', {
    what: 'cannot begin now',
    why: named[work],
    hint: 'Wait until it has ended, or cancel it: "employee backup state" says what runs',
  });
}
