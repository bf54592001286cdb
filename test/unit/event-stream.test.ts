import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EventStream } from '../../src/core/event-stream.ts';
import type { EmployeeEvent } from '../../src/shared/events.ts';
import { statusWith } from './main/status.ts';

function stream() {
  const failures: unknown[] = [];
  const taken = { statuses: 0 };
  const events = new EventStream({
    status: () => {
      taken.statuses += 1;
      return statusWith({ uptime_s: taken.statuses });
    },
    failed: (error) => failures.push(error),
  });
  return { events, failures, taken };
}

describe('the event stream', () => {
  it('tells a new listener the present status first', () => {
    const { events } = stream();
    const heard: EmployeeEvent[] = [];
    events.listen((event) => heard.push(event));
    expect(heard).toEqual([{ kind: 'status', status: statusWith({ uptime_s: 1 }) }]);
  });

  it('takes one status for any number of changes in one turn', async () => {
    const { events, taken } = stream();
    const heard: EmployeeEvent[] = [];
    events.listen((event) => heard.push(event));
    for (let task = 0; task < 1_000; task += 1) {
      events.emit({ kind: 'task', task_id: `t${task}` });
      events.statusChanged();
    }
    await setImmediate();
    expect(taken.statuses).toBe(2);
    expect(heard).toHaveLength(1_002);
    expect(heard.at(-1)).toEqual({ kind: 'status', status: statusWith({ uptime_s: 2 }) });
  });

  it('takes none while nobody listens', async () => {
    const { events, taken } = stream();
    const heard: EmployeeEvent[] = [];
    const unlisten = events.listen((event) => heard.push(event));
    unlisten();
    events.statusChanged();
    events.emit({ kind: 'settings' });
    await setImmediate();
    expect(taken.statuses).toBe(1);
    expect(heard).toHaveLength(1);
  });

  it('goes on telling the others when a listener throws', () => {
    const { events, failures } = stream();
    const heard: EmployeeEvent[] = [];
    events.listen(() => {
      throw new Error('closed window');
    });
    events.listen((event) => heard.push(event));
    events.emit({ kind: 'settings' });
    expect(heard.at(-1)).toEqual({ kind: 'settings' });
    expect(failures).toHaveLength(2);
  });
});
