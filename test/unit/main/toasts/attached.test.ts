import { expect, it } from 'vitest';
import { currentApi } from '../../../../src/main/current-workspace.ts';
import { EmployeeHost } from '../../../../src/main/employee/index.ts';
import { ApprovalToasts } from '../../../../src/main/toasts/index.ts';
import { wordsIn } from '../../../../src/main/words/index.ts';
import { EmployeeError } from '../../../../src/shared/errors.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { FakePort, FakeRemote } from '../employee/stage.ts';
import { approvalOf, statusWith } from '../status.ts';
import { RecordingNotifier, settle } from './stage.ts';

class DecidableRemote extends FakeRemote {
  readonly decided: unknown[] = [];
  override readonly call: FakeRemote['call'] = async (name, params) => {
    if (name === 'status') return this.status as never;
    if (name === 'approvals.list') return this.waiting as never;
    if (name === 'audit.tail') return this.entries as never;
    this.decided.push([name, params]);
    return { message: 'done' } as never;
  };
}

it('what comes to wait in another process is told here, and its answer goes there', async () => {
  const remote = new DecidableRemote();
  const port = new FakePort();
  port.remote = remote;
  port.openWith = async () => {
    throw new EmployeeError('workspace_held', {
      what: 'cannot start',
      why: 'another works there',
      hint: 'x',
    });
  };
  const clock = new FakeClock(Date.parse('2026-02-07T09:00:00Z'));
  const host = new EmployeeHost({ port, clock, suggested: '/s', stopAsked: () => undefined });
  const notifier = new RecordingNotifier();
  const toasts = new ApprovalToasts({
    ...{ api: currentApi(host), notifier, clock },
    words: wordsIn(() => 'en'),
    open: () => undefined,
    quietHours: () => null,
    problem: () => undefined,
  });
  host.onEvent((event) => event.kind !== 'anything' && toasts.handle(event));
  await host.open('/w');
  expect(host.state.state).toBe('attached');

  remote.waiting = [approvalOf('a', { low_risk: true })];
  remote.status = statusWith({ pid: 99, queue: { approvals: 1 } });
  clock.advance(1_000);
  await settle();
  await settle();
  clock.advance(3_000);
  expect(notifier.titles).toEqual(['Do a']);
  notifier.last.tell({ kind: 'pressed', button: 'approve' });
  await settle();
  expect(remote.decided).toEqual([['approvals.approve', { id: 'a', sha: 'sha of a' }]]);
});
