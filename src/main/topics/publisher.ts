import type { Clock } from '../../core/clock/index.ts';
import type { Progress } from '../../shared/events.ts';
import type { Changes } from '../../shared/ipc/topics.ts';
import type { Status } from '../../shared/status.ts';
import type { ShellEvent } from '../employee/index.ts';
import { changesOf, gatherChanges } from './changes.ts';
import { latestOnly, PacedTopic } from './paced-topic.ts';

/** Turns the employee's events, which may come thousands of times a second, into what surfaces can follow. */
export class Publisher {
  readonly status: PacedTopic<Status>;
  readonly changes: PacedTopic<Changes>;
  readonly progress: PacedTopic<Progress>;

  constructor(clock: Clock) {
    this.status = latestOnly<Status>(clock);
    this.changes = new PacedTopic({ clock, gather: gatherChanges, replay: false });
    this.progress = new PacedTopic({ clock, gather: (_pending, change) => change, replay: false });
  }

  hear(event: ShellEvent): void {
    if (event.kind === 'status') this.status.publish(event.status);
    if (event.kind === 'progress') this.progress.publish(event.progress);
    const changes = changesOf(event);
    if (changes) this.changes.publish(changes);
  }
}
