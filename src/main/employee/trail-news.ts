import type { Api, ApprovalSummary } from '../../shared/api.ts';
import type { AuditEntry } from '../../shared/audit.ts';
import type { EmployeeEvent } from '../../shared/events.ts';

/** More new entries than this between two looks are not all read: nobody could follow what they tell. */
const maxEntries = 10_000;

/**
 * Alerts and reminders of an employee that sends no events, as its trail tells them: whatever a person is told there has
 * its entry.
 */
export class TrailNews {
  readonly #api: Api;
  #seen: number;

  /** @param head sequence number of the newest entry that is no news any more */
  constructor(api: Api, head: number) {
    this.#api = api;
    this.#seen = head;
  }

  /** What was told up to the entry `head`, oldest first. `waiting`: what waits now, by task. */
  async until(
    head: number,
    waiting: ReadonlyMap<string, ApprovalSummary>,
  ): Promise<readonly EmployeeEvent[]> {
    if (head <= this.#seen) return [];
    const entries = await this.#api.call('audit.tail', { n: Math.min(maxEntries, head - this.#seen) });
    const news = entries.filter(({ seq }) => seq > this.#seen && seq <= head);
    this.#seen = head;
    return news.flatMap((entry) => eventsOf(entry, waiting));
  }
}

function eventsOf(
  { action, task_id, details }: AuditEntry,
  waiting: ReadonlyMap<string, ApprovalSummary>,
): readonly EmployeeEvent[] {
  if (action === 'human_alert') return [{ kind: 'alert', message: String(details.message), task_id }];
  const approval = action === 'hitl_approval_reminded' ? waiting.get(task_id ?? '') : undefined;
  if (approval === undefined) return [];
  const milestone = details.milestone === 'alert' ? 'alert' : 'reminder';
  return [{ kind: 'approval_reminded', approval, milestone }];
}
