import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../src/core/intake/ledger.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const logger = { info: () => undefined, warn: () => undefined };
const signal = new AbortController().signal;

function open(folder: string) {
  return Ledger.open(testFiles(), join(folder, 'intake.jsonl'), logger, signal);
}

function taken(taskId: string, sha256 = 'f'.repeat(64), supersedes?: string) {
  return { sha256, sizeBytes: 3, modifiedMs: 1_700_000_000_000.125, taskId, supersedes, refused: undefined };
}

describe('the ledger', () => {
  it('remembers after a restart what was taken, refused, refreshed and removed, in any order', async () => {
    const name = fc.constantFrom('a.txt', 'b.txt', 'ü\u202E\n.txt', '__proto__');
    const step = fc.oneof(
      fc.record({ do: fc.constant('take' as const), name, taskId: fc.uuid() }),
      fc.record({ do: fc.constant('refuse' as const), name }),
      fc.record({ do: fc.constant('refresh' as const), name, sizeBytes: fc.nat() }),
      fc.record({ do: fc.constant('remove' as const), name }),
      fc.record({ do: fc.constant('acknowledge' as const) }),
      fc.record({ do: fc.constant('enter' as const), identity: fc.constantFrom('1:1', '1:2') }),
      fc.record({ do: fc.constant('restart' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const folder = temporaryFolder();
        let { ledger } = await open(folder);
        for (const one of steps) {
          if (one.do === 'take') ledger.take(one.name, taken(one.taskId));
          if (one.do === 'refuse') {
            const refusal = {
              sha256: undefined,
              sizeBytes: 1,
              modifiedMs: 2,
              taskId: undefined,
              supersedes: undefined,
            };
            ledger.refuse(one.name, { ...refusal, refused: 'kind' });
          }
          if (one.do === 'refresh') ledger.refresh(one.name, one.sizeBytes, 5);
          if (one.do === 'remove') ledger.remove(one.name);
          if (one.do === 'acknowledge') ledger.acknowledge();
          if (one.do === 'enter') ledger.enterInbox(one.identity);
          if (one.do !== 'restart') continue;
          const before = [...ledger.entries()].sort();
          const here = before.filter(([key]) => ledger.wasHere(key)).length;
          expect(ledger.here).toBe(here);
          await ledger.close();
          ({ ledger } = await open(folder));
          const contents = ([
            key,
            { sha256, sizeBytes, modifiedMs, taskId, refused },
          ]: (typeof before)[number]) => [key, { sha256, sizeBytes, modifiedMs, taskId, refused }];
          expect([...ledger.entries()].sort().map(contents)).toEqual(before.map(contents));
          expect(ledger.here).toBe(here);
        }
        await ledger.close();
      }),
      { numRuns: 60 },
    );
  });

  it('tells which tasks may be missing: those after the last acknowledgement', async () => {
    const folder = temporaryFolder();
    const { ledger } = await open(folder);
    ledger.take('a.txt', taken('task-a'));
    ledger.acknowledge();
    ledger.take('b.txt', taken('task-b', 'e'.repeat(64), 'task-former'));
    ledger.take('c.txt', taken('task-c'));
    ledger.remove('c.txt');
    ledger.refresh('a.txt', 4, 5);
    await ledger.close();
    const { unacknowledged } = await open(folder);
    expect([...unacknowledged.keys()]).toEqual(['b.txt']);
    expect(unacknowledged.get('b.txt')).toMatchObject({ taskId: 'task-b', supersedes: 'task-former' });
  });

  it('is rewritten at the start when most of it is out of date, and says the same', async () => {
    const folder = temporaryFolder();
    const { ledger } = await open(folder);
    ledger.enterInbox('1:1');
    ledger.take('old.txt', taken('task-old'));
    ledger.enterInbox('1:2');
    ledger.take('new.txt', taken('task-new'));
    ledger.acknowledge();
    for (let round = 1; round < 1_500; round += 1) ledger.refresh('new.txt', round, round);
    ledger.take('open.txt', taken('task-open'));
    ledger.enterInbox('1:3');
    await ledger.close();
    const reopened = await open(folder);
    await reopened.ledger.close();
    const lines = readFileSync(join(folder, 'intake.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThan(12);
    for (const { ledger: one, unacknowledged } of [reopened, await open(folder)]) {
      expect([...one.entries()].map(([name]) => name).sort()).toEqual(['new.txt', 'old.txt', 'open.txt']);
      expect(one.get('new.txt')).toMatchObject({ taskId: 'task-new', sizeBytes: 1_499, modifiedMs: 1_499 });
      expect([...unacknowledged.keys()]).toEqual(['open.txt']);
      expect(one.here).toBe(0);
      one.enterInbox('1:3');
      expect(one.wasHere('open.txt')).toBe(false);
    }
  });

  it('finds the file of a task', async () => {
    const { ledger } = await open(temporaryFolder());
    ledger.take('a.txt', taken('task-a'));
    expect(ledger.nameOf('task-a')).toBe('a.txt');
    ledger.take('b.txt', taken('task-b'));
    ledger.remove('a.txt');
    expect(ledger.nameOf('task-b')).toBe('b.txt');
    expect(ledger.nameOf('task-a')).toBeUndefined();
    await ledger.close();
  });
});
