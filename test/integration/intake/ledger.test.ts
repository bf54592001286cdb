import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { intakeIn, RecordingSink, startedIntake } from '../../helpers/intake.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const signal = new AbortController().signal;

describe('what was taken already', () => {
  it('is not taken again after a restart, nor when it is touched', async () => {
    const workspace = temporaryFolder();
    const sink = new RecordingSink();
    const first = intakeIn(workspace, { sink });
    await first.intake.start(signal);
    writeFileSync(join(first.inbox, 'once.txt'), 'once');
    await sink.until(() => sink.drops.length === 1);
    utimesSync(join(first.inbox, 'once.txt'), 1_700_000_000, 1_700_000_000);
    await first.intake.drainOnce();
    await first.intake.stop();
    utimesSync(join(first.inbox, 'once.txt'), 1_700_000_001, 1_700_000_001);
    const second = intakeIn(workspace, { sink });
    await second.intake.start(signal);
    writeFileSync(join(second.inbox, 'other.txt'), 'other');
    await sink.until(() => sink.drops.length === 2);
    await second.intake.drainOnce();
    expect(sink.names).toEqual(['once.txt', 'other.txt']);
    expect(second.intake.status.known).toBe(2);
  });

  it('gives a task that supersedes the former one when its content changes', async () => {
    const { sink, inbox } = await startedIntake();
    writeFileSync(join(inbox, 'draft.txt'), 'first');
    await sink.until(() => sink.drops.length === 1);
    writeFileSync(join(inbox, 'draft.txt'), 'second');
    await sink.until(() => sink.withdrawn.length === 1);
    const [former, later] = sink.drops;
    expect(later?.supersedes).toBe(former?.taskId);
    expect(later?.context.contents).toBe('second');
    expect(sink.withdrawn).toEqual([{ taskId: former?.taskId, supersededBy: later?.taskId }]);
  });

  it('is a new drop when a person removes it and drops it again', async () => {
    const { sink, inbox, intake } = await startedIntake();
    writeFileSync(join(inbox, 'weekly.txt'), 'the same every week');
    await sink.until(() => sink.drops.length === 1);
    rmSync(join(inbox, 'weekly.txt'));
    await vi.waitFor(() => expect(intake.status.known).toBe(0), { timeout: 5_000, interval: 10 });
    writeFileSync(join(inbox, 'weekly.txt'), 'the same every week');
    await sink.until(() => sink.drops.length === 2);
    expect(sink.drops[1]?.supersedes).toBeUndefined();
  });

  it('is a new drop when it was removed while the employee was off', async () => {
    const workspace = temporaryFolder();
    const sink = new RecordingSink();
    const first = intakeIn(workspace, { sink });
    await first.intake.start(signal);
    writeFileSync(join(first.inbox, 'weekly.txt'), 'same');
    await sink.until(() => sink.drops.length === 1);
    await first.intake.stop();
    rmSync(join(first.inbox, 'weekly.txt'));
    const second = intakeIn(workspace, { sink });
    await second.intake.start(signal);
    writeFileSync(join(second.inbox, 'weekly.txt'), 'same');
    await sink.until(() => sink.drops.length === 2);
  });

  it('stays known while another folder stands in for the inbox, as with an unmounted disk', async () => {
    const workspace = temporaryFolder();
    const sink = new RecordingSink();
    const first = intakeIn(workspace, { sink });
    await first.intake.start(signal);
    writeFileSync(join(first.inbox, 'kept.txt'), 'kept');
    await sink.until(() => sink.drops.length === 1);
    await first.intake.stop();
    renameSync(first.inbox, join(workspace, 'elsewhere'));
    mkdirSync(first.inbox);
    const second = intakeIn(workspace, { sink });
    await second.intake.start(signal);
    await second.intake.stop();
    rmSync(second.inbox, { recursive: true });
    renameSync(join(workspace, 'elsewhere'), second.inbox);
    const third = intakeIn(workspace, { sink });
    await third.intake.start(signal);
    await third.intake.drainOnce();
    expect(sink.names).toEqual(['kept.txt']);
  });
});

describe('after a kill', () => {
  it('a task promised in the ledger is made under the same id, once', async () => {
    const workspace = temporaryFolder();
    const dying = new RecordingSink();
    // The process dies between the ledger line and the task: accept never stores anything.
    dying.failure = () => new Error('killed');
    const first = intakeIn(workspace, { sink: dying });
    await first.intake.start(signal);
    writeFileSync(join(first.inbox, 'promise.txt'), 'kept');
    await vi.waitFor(() => expect(first.intake.status.lastError).toContain('killed'), {
      timeout: 5_000,
      interval: 10,
    });
    await first.intake.stop();
    const promised = JSON.parse(
      readFileSync(join(workspace, '.employee/intake.jsonl'), 'utf8')
        .split('\n')
        .find((line) => line.includes('promise')) ?? '',
    );

    const second = intakeIn(workspace);
    await second.intake.start(signal);
    await second.sink.until(() => second.sink.drops.length === 1);
    expect(second.sink.drops[0]).toMatchObject({ taskId: promised.t, retaken: true });
    await second.intake.stop();

    const third = intakeIn(workspace, { sink: second.sink });
    await third.intake.start(signal);
    await third.intake.drainOnce();
    expect(second.sink.drops).toHaveLength(1);
  });

  it('a task that was stored, but not yet marked so in the ledger, is not made twice', async () => {
    const workspace = temporaryFolder();
    const ledger = join(workspace, '.employee/intake.jsonl');
    const sink = new RecordingSink();
    const first = intakeIn(workspace, { sink });
    await first.intake.start(signal);
    let atDeath = Buffer.alloc(0);
    sink.failure = () => {
      atDeath = readFileSync(ledger);
      return undefined;
    };
    writeFileSync(join(first.inbox, 'once.txt'), 'once');
    await sink.until(() => sink.drops.length === 1);
    await first.intake.stop();
    expect(atDeath.toString()).toContain(sink.drops[0]?.taskId);
    writeFileSync(ledger, atDeath);
    const second = intakeIn(workspace, { sink });
    await second.intake.start(signal);
    await second.intake.drainOnce();
    expect(sink.drops).toHaveLength(1);
  });

  it('a torn last line of the ledger is cut and everything else remembered', async () => {
    const workspace = temporaryFolder();
    const sink = new RecordingSink();
    const first = intakeIn(workspace, { sink });
    await first.intake.start(signal);
    writeFileSync(join(first.inbox, 'a.txt'), 'a');
    await sink.until(() => sink.drops.length === 1);
    await first.intake.stop();
    const ledger = join(workspace, '.employee/intake.jsonl');
    appendFileSync(ledger, '{"n":"b.txt","s":"00');
    const second = intakeIn(workspace, { sink });
    await second.intake.start(signal);
    writeFileSync(join(second.inbox, 'b.txt'), 'b');
    await sink.until(() => sink.drops.length === 2);
    await second.intake.stop();
    const lines = readFileSync(ledger, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line)).filter((line) => line.t)).toHaveLength(2);
  });
});
