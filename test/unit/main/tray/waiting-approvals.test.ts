import { describe, expect, it } from 'vitest';
import { Publisher } from '../../../../src/main/topics/index.ts';
import { WaitingApprovals } from '../../../../src/main/tray/waiting-approvals.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { approvalOf } from '../status.ts';

describe('what waits for the person', () => {
  it('is asked anew after a change, and once more when it changed meanwhile', async () => {
    const clock = new FakeClock();
    const publisher = new Publisher(clock);
    const questions: PromiseWithResolvers<unknown>[] = [];
    const api = {
      call: () => {
        const question = Promise.withResolvers<unknown>();
        questions.push(question);
        return question.promise as Promise<never>;
      },
    };
    const changed = Promise.withResolvers<void>();
    let changes = 0;
    const waiting = new WaitingApprovals(api, publisher.changes, () => {
      changes += 1;
      if (changes === 2) changed.resolve();
    });
    publisher.hear({ kind: 'settings' });
    clock.advance(50);
    expect(questions).toHaveLength(0);
    for (const id of ['a', 'b', 'c']) {
      publisher.hear({ kind: 'approval_requested', approval: approvalOf(id) });
      clock.advance(50);
    }
    expect(questions).toHaveLength(1);
    questions[0]?.resolve([approvalOf('a')]);
    while (questions.length < 2) await Promise.resolve();
    expect(waiting.list.map(({ task_id }) => task_id)).toEqual(['a']);
    questions[1]?.reject(new Error('nobody works'));
    await changed.promise;
    expect(waiting.list).toEqual([]);
    expect(questions).toHaveLength(2);
  });
});
