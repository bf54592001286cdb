import type { Api, ApprovalSummary } from '../../shared/api.ts';
import type { Changes } from '../../shared/ipc/topics.ts';
import type { PacedTopic } from '../topics/index.ts';

/** What waits for the person, asked anew after each change. */
export class WaitingApprovals {
  readonly #api: Api;
  readonly #changed: () => void;
  #list: readonly ApprovalSummary[] = [];
  #asking: Promise<void> | undefined;
  #again = false;

  constructor(api: Api, changes: PacedTopic<Changes>, changed: () => void) {
    this.#api = api;
    this.#changed = changed;
    changes.subscribe(({ approvals }) => {
      if (approvals) this.ask();
    });
  }

  get list(): readonly ApprovalSummary[] {
    return this.#list;
  }

  /** One question at a time; changes meanwhile lead to one more. */
  ask(): void {
    this.#again = true;
    this.#asking ??= this.#askWhileChanging().finally(() => {
      this.#asking = undefined;
    });
  }

  async #askWhileChanging(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        this.#list = await this.#api.call('approvals.list', { arguments: false });
      } catch {
        // Nobody works: nothing can be decided, and nothing is shown as waiting.
        this.#list = [];
      }
      this.#changed();
    }
  }
}
