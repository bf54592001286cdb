import { beforeEach, describe, expect, it } from 'vitest';
import { EmployeeHost, type ShellEvent } from '../../../../src/main/employee/index.ts';
import { EmployeeError } from '../../../../src/shared/errors.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { approvalOf, statusWith } from '../status.ts';
import { FakeEmployee, FakePort, FakeRemote } from './stage.ts';

const held = new EmployeeError('workspace_held', {
  what: 'cannot take the workspace /w',
  why: 'process 99 works there',
  hint: 'Use that one',
});

let clock: FakeClock;
let port: FakePort;
let host: EmployeeHost;
let stopsAsked: number;
let states: string[];
let events: ShellEvent[];

beforeEach(() => {
  clock = new FakeClock();
  port = new FakePort();
  stopsAsked = 0;
  states = [];
  events = [];
  host = new EmployeeHost({
    port,
    clock,
    suggested: '/home/me/PersonalAIEmployee',
    stopAsked: () => stopsAsked++,
  });
  host.onState(({ state }) => states.push(state));
  host.onEvent((event) => events.push(event));
});

/** Lets everything that is ready to go on do so. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('an employee in this process', () => {
  it('is waited for: first the suggestion, then starting, then running', async () => {
    expect(host.state).toEqual({ state: 'first_run', suggested: '/home/me/PersonalAIEmployee' });
    await expect(async () => host.api).rejects.toMatchObject({ code: 'not_running' });
    await host.open('/w', { trust: true });
    expect(states).toEqual(['starting', 'running']);
    expect(port.opened).toEqual(['/w (trusted)']);
    expect(host.workspace).toEqual({ root: '/w', kind: 'existing', trusted: true });
  });

  it('is heard while it works, and not any more once it was stopped', async () => {
    const employee = new FakeEmployee('/w');
    port.openWith = async () => employee;
    await host.open('/w');
    employee.emit({ kind: 'task', task_id: 'a' });
    expect(events).toContainEqual({ kind: 'task', task_id: 'a' });
    await host.stop('graceful');
    expect(employee.stops).toEqual(['graceful']);
    expect(employee.isHeard).toBe(false);
  });

  it('that asks for it is stopped and opened again at the same place', async () => {
    const [first, second] = [new FakeEmployee('/w'), new FakeEmployee('/w')];
    const employees = [first, second];
    port.openWith = async () => employees.shift() ?? first;
    await host.open('/w');
    states = [];
    first.stopAsked.resolve('reopen');
    await settled();
    expect(states).toEqual(['stopping', 'starting', 'running']);
    expect([first.stops, second.stops, stopsAsked]).toEqual([['graceful'], [], 0]);
    second.emit({ kind: 'task', task_id: 'a' });
    expect(events).toContainEqual({ kind: 'task', task_id: 'a' });
  });

  it('that cannot start is stopped, and says why; asked again it starts', async () => {
    const broken = new FakeEmployee('/w');
    broken.startWith = () =>
      Promise.reject(
        new EmployeeError('no_space', { what: 'cannot start', why: 'the disk is full', hint: 'Free some' }),
      );
    port.openWith = async () => broken;
    await host.open('/w');
    expect(host.state).toEqual({
      state: 'failed',
      error: { what: 'cannot start', why: 'the disk is full', hint: 'Free some' },
      path: '/w',
    });
    expect(broken.stops).toEqual(['now']);
    port.openWith = async (root) => new FakeEmployee(root);
    await host.open('/w');
    expect(host.state).toEqual({ state: 'running' });
  });

  it('is stopped gracefully before another workspace is opened, however quickly that is asked', async () => {
    const first = new FakeEmployee('/first');
    const second = new FakeEmployee('/second');
    port.openWith = async (root) => (root === '/first' ? first : second);
    await Promise.all([host.open('/first'), host.open('/second')]);
    expect(first.stops).toEqual(['graceful']);
    expect(second.stops).toEqual([]);
    expect(host.workspace?.root).toBe('/second');
    expect(states).toEqual(['starting', 'running', 'stopping', 'starting', 'running']);
  });

  it('that did not end cleanly is told before another workspace is opened', async () => {
    const employee = new FakeEmployee('/first');
    employee.stop = () =>
      Promise.reject(new EmployeeError('no_space', { what: 'cannot end', why: 'full', hint: 'x' }));
    port.openWith = async () => employee;
    await host.open('/first');
    await host.open('/second');
    expect(host.state).toMatchObject({ state: 'failed', error: { what: 'cannot end' } });
    expect(port.opened).toEqual(['/first']);
  });

  it('asked to stop through its api takes the app along', async () => {
    const employee = new FakeEmployee('/w');
    port.openWith = async () => employee;
    await host.open('/w');
    employee.stopAsked.resolve('stop');
    await settled();
    expect(stopsAsked).toBe(1);
  });

  it('that lost its workspace stops at once and tells who has it', async () => {
    const employee = new FakeEmployee('/w');
    port.openWith = async () => employee;
    await host.open('/w');
    employee.stopAsked.reject(
      new EmployeeError('lock_lost', {
        what: 'cannot go on',
        why: 'process 99 took it over',
        hint: 'Nothing more',
      }),
    );
    await settled();
    expect(employee.stops).toEqual(['now']);
    expect(host.state).toMatchObject({ state: 'failed', error: { why: 'process 99 took it over' } });
    expect(stopsAsked).toBe(0);
  });

  it('hears of sleep, and of surfaces in trouble from before its start', async () => {
    const employee = new FakeEmployee('/w');
    port.openWith = async () => employee;
    host.reportTrouble('toasts', 'Toasts cannot be shown');
    host.reportTrouble('tray', 'gone');
    host.reportTrouble('tray', undefined);
    await host.open('/w');
    host.resumed();
    host.reportTrouble('toasts', undefined);
    expect(employee.troubles).toEqual([
      ['toasts', 'Toasts cannot be shown'],
      ['toasts', undefined],
    ]);
    expect(employee.resumes).toBe(1);
  });

  it('can be hurried while it stops gracefully', async () => {
    const employee = new FakeEmployee('/w');
    const { promise, resolve } = Promise.withResolvers<void>();
    const stops: string[] = [];
    employee.stop = async (how) => {
      stops.push(how);
      if (how === 'graceful') await promise;
    };
    port.openWith = async () => employee;
    await host.open('/w');
    const graceful = host.stop('graceful');
    await settled();
    await host.stop('now');
    expect(stops).toEqual(['graceful', 'now']);
    resolve();
    await graceful;
  });
});

describe('an employee in another process', () => {
  let remote: FakeRemote;

  beforeEach(async () => {
    remote = new FakeRemote();
    remote.status = statusWith({ pid: 99, workspace: '/w', queue: { approvals: 1 } });
    remote.waiting = [approvalOf('a')];
    port.remote = remote;
    port.openWith = () => Promise.reject(held);
    await host.open('/w');
  });

  it('is followed', () => {
    expect(host.state).toEqual({ state: 'attached', pid: 99 });
    expect(host.workspace).toEqual({ root: '/w', kind: 'existing', trusted: true });
    expect(events).toContainEqual({ kind: 'status', status: remote.status });
    expect(events).toContainEqual({ kind: 'approval_requested', approval: approvalOf('a') });
  });

  it('is asked once a second; what changed is told, and nothing else', async () => {
    events.length = 0;
    clock.advance(1_000);
    await settled();
    expect(events).toEqual([{ kind: 'status', status: remote.status }]);

    events.length = 0;
    remote.status = statusWith({ pid: 99, workspace: '/w', audit_head: { seq: 2, hash: '01' } });
    remote.waiting = [approvalOf('b')];
    clock.advance(1_000);
    await settled();
    expect(events.map(({ kind }) => kind)).toEqual([
      'status',
      'approval_requested',
      'approval_changed',
      'anything',
    ]);
  });

  it('is told anew when its request changed', async () => {
    events.length = 0;
    remote.status = statusWith({ pid: 99, workspace: '/w', audit_head: { seq: 2, hash: '01' } });
    const changed = approvalOf('a', { approval_sha256: 'another' });
    remote.waiting = [changed];
    clock.advance(1_000);
    await settled();
    expect(events).toContainEqual({ kind: 'approval_requested', approval: changed });
  });

  it('tells its reminders and alerts here too, each once', async () => {
    events.length = 0;
    const entry = (seq: number, action: string, details: object, task_id: string | null) => ({
      ...{ seq, action, details, task_id },
    });
    remote.status = statusWith({ pid: 99, workspace: '/w', audit_head: { seq: 4, hash: '04' } });
    remote.entries = [
      entry(1, 'human_alert', { message: 'from before' }, null),
      entry(2, 'hitl_approval_reminded', { milestone: 'reminder' }, 'a'),
      entry(3, 'task_created', {}, 'b'),
      entry(4, 'human_alert', { message: 'The disk is nearly full' }, null),
    ];
    for (let second = 0; second < 2; second += 1) {
      clock.advance(1_000);
      await settled();
    }
    const told = events.filter(({ kind }) => kind === 'alert' || kind === 'approval_reminded');
    expect(told).toEqual([
      { kind: 'approval_reminded', approval: approvalOf('a'), milestone: 'reminder' },
      { kind: 'alert', message: 'The disk is nearly full', task_id: null },
    ]);
  });

  it('tells that a decision was made which can still be taken back, and that it was', async () => {
    const next = async (deciding: object | null) => {
      events.length = 0;
      remote.waiting = [{ ...approvalOf('a'), deciding }];
      clock.advance(1_000);
      await settled();
      return events.filter(({ kind }) => kind !== 'status');
    };
    const marked = [{ kind: 'approval_changed', task_id: 'a', open: true }];
    const deciding = { decision: 'approved', until: '2026-02-07T09:00:05.000Z' };
    expect(await next(deciding)).toEqual(marked);
    expect(await next(deciding)).toEqual([]);
    expect(await next(null)).toEqual(marked);
  });

  it('goes on when the app quits', async () => {
    await host.stop('graceful');
    expect(remote.isClosedHere).toBe(true);
    expect(stopsAsked).toBe(0);
    events.length = 0;
    clock.advance(60_000);
    await settled();
    expect(events).toEqual([]);
  });

  it('that ends is not started here by itself, but followed when it is there again', async () => {
    port.remote = undefined;
    remote.hangUp.resolve();
    await settled();
    expect(host.state).toMatchObject({
      state: 'failed',
      error: { what: 'The employee has stopped' },
      path: '/w',
    });
    const openings = port.opened.length;
    clock.advance(10_000);
    await settled();
    expect(port.opened).toHaveLength(openings);

    port.remote = new FakeRemote();
    clock.advance(2_000);
    await settled();
    expect(host.state).toEqual({ state: 'attached', pid: 99 });
  });

  it('that does not answer is told as what holds the workspace', async () => {
    await host.stop('now');
    port.remote = undefined;
    await host.open('/w');
    expect(host.state).toMatchObject({ state: 'failed', error: { why: 'process 99 works there' } });
  });
});
