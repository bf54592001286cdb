import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Employee } from '../../src/core/employee.ts';

interface DroppedFile {
  readonly name: string;
  readonly text: string;
  /** What a person does when asked about it; `removed`: takes the file of the waiting task away. */
  readonly answer?: 'approved' | 'rejected' | 'removed';
  readonly status: 'completed' | 'rejected' | 'failed';
}

/** What a person drops: work that is done at once, work to approve, work to reject, work whose file is lost meanwhile. */
export const drops: readonly DroppedFile[] = [
  {
    name: 'email_reply.txt',
    text: 'Reply to the email from anna@example.org about the opening hours\n',
    status: 'completed',
  },
  {
    name: 'invoice_acme.txt',
    text: 'Process invoice #12345 for $1,500.00 from Acme Corp\n',
    answer: 'approved',
    status: 'completed',
  },
  {
    name: 'vendor_payment.txt',
    text: 'Transfer $5,000 to vendor ACME\n',
    answer: 'rejected',
    status: 'rejected',
  },
  {
    name: 'lost_invoice.txt',
    text: 'Process invoice #777 for $900.00 from Globex\n',
    answer: 'removed',
    status: 'failed',
  },
];

/** Dropped after a recovery, to show that work goes on. */
export const afterwards: DroppedFile = {
  name: 'afterwards.txt',
  text: 'Schedule meeting with John next Tuesday\n',
  status: 'completed',
};

const patienceMs = 20_000;
const lookMs = 10;

/** Drops the files one by one and answers what is asked, until each is finished. */
export async function workThrough(
  employee: Employee,
  files: readonly DroppedFile[],
  signal?: AbortSignal,
): Promise<void> {
  for (const { name, text } of files) {
    signal?.throwIfAborted();
    writeFileSync(join(employee.workspace.root, 'watch_inbox', name), text);
    await finishEverything(employee, signal);
  }
}

/** Answers what is asked until every dropped file has come to its end. */
export async function finishEverything(employee: Employee, signal?: AbortSignal): Promise<void> {
  const { root } = employee.workspace;
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    signal?.throwIfAborted();
    answerWhatIsAsked(root);
    const { queue, services } = await employee.api.call('status', {});
    const expected = droppedNames(root).length;
    const open = queue.inbox + queue.pending + queue.approvals;
    if (open === 0 && queue.completed >= expected) return;
    if (performance.now() > untilMs)
      throw new Error(`blocked: ${JSON.stringify({ queue, services, expected })}`);
    await wait(lookMs);
  }
}

export function droppedNames(root: string): readonly string[] {
  return readdirSync(join(root, 'watch_inbox')).filter(
    (name) => !name.startsWith('.') && name !== 'README.md',
  );
}

/** Renames each undecided request as the person would who knows the dropped files. */
function answerWhatIsAsked(root: string): void {
  const folder = join(root, 'task_queue', 'approvals');
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.json') || name.endsWith('_task.json') || name.startsWith('.')) continue;
    // While the policy cannot be read everything asks; what would have been allowed is approved.
    const answer = drops.find((drop) => name.includes(drop.name.replace('.txt', '')))?.answer ?? 'approved';
    const path = join(folder, name);
    if (answer === 'removed') {
      rmSync(path.replace(/\.json$/, '_task.json'), { force: true });
      continue;
    }
    const answered = ['approved', 'rejected'].some((suffix) => existsSync(`${path}.${suffix}`));
    if (!answered) renameSync(path, `${path}.${answer}`);
  }
}
