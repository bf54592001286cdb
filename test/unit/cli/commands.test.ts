import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { error, FakeTerminal, FakeWorkspace, run, status } from './support.ts';

const done = { message: 'It is done.' };

const request = {
  task_id: 't1',
  created_at: '2026-02-07T09:00:00.000Z',
  expires_at: '2026-02-10T09:00:00.123Z',
  nonce: 'n',
  approval_type: 'financial',
  urgency: 'high',
  reason: 'a payment of $5,000 is $100 or more',
  rules: ['payments-ask'],
  actions: [
    {
      id: 'a1',
      server: 'bank',
      tool: 'transfer',
      arguments: { to: 'ACME\u202eEMCA', amount: 5000, note: 'a "b"\nc\u200bd' },
      description: 'Pay ACME',
      risk: 'high',
    },
  ],
  approval_sha256: 'cd'.repeat(32),
  ai_confidence: 0.8,
  recommendation: 'approve',
  status: 'pending',
};

describe('through which way a command acts', () => {
  it('is the running employee when there is one, and the connection is closed after', async () => {
    const workspace = new FakeWorkspace({ running: 'yes', answers: { pause: done } });
    const { exitCode, stdout } = await run('pause', workspace);
    expect([exitCode, stdout]).toEqual([0, 'It is done.\n']);
    expect(workspace.opened).toEqual([]);
    expect(workspace.connections).toBe(0);
  });

  it('is the lock when none runs, and it is given back', async () => {
    const workspace = new FakeWorkspace({ answers: { pause: done } });
    expect((await run('pause', workspace)).exitCode).toBe(0);
    expect(workspace.opened).toEqual([{ mode: 'command' }]);
    expect(workspace.stops).toEqual(['graceful']);
  });

  it('gives the lock back after a failure too', async () => {
    const workspace = new FakeWorkspace();
    expect((await run('pause', workspace)).exitCode).toBe(1);
    expect(workspace.stops).toEqual(['graceful']);
  });

  it('is exit 3 when another process holds the workspace', async () => {
    expect((await run('pause', new FakeWorkspace({ held: true }))).exitCode).toBe(3);
  });

  it('never makes a workspace by the way', async () => {
    const workspace = new FakeWorkspace({ exists: false });
    for (const line of ['status', 'tasks list', 'audit verify', 'logs watcher', 'pause']) {
      const { exitCode, stderr } = await run(line, workspace);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('employee init');
    }
    expect(workspace.opened).toEqual([]);
  });

  for (const situation of [{ running: 'silent' }, { held: true }] as const)
    it(`is the files for status when the holder does not answer: ${JSON.stringify(situation)}`, async () => {
      const workspace = new FakeWorkspace({ ...situation, readerAnswers: { status } });
      const { exitCode, stdout, stderr } = await run('status --json', workspace);
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toEqual(status);
      expect(stderr).toContain('does not answer');
    });

  it('is never the lock for audit verify', async () => {
    const report = {
      integrity: 'OK',
      legacy: { total: 0 },
      invalid_details: [],
      head: { seq: 1, hash: 'x' },
    };
    for (const running of ['no', 'silent'] as const) {
      const workspace = new FakeWorkspace({ running, readerAnswers: { 'audit.verify': report } });
      expect((await run('audit verify --json', workspace)).exitCode).toBe(0);
      expect(workspace.opened).toEqual([]);
    }
  });
});

describe('exit codes that answer a question', () => {
  for (const [overall, exitCode] of [
    ['HEALTHY', 0],
    ['DEGRADED', 1],
    ['UNHEALTHY', 1],
  ] as const)
    it(`health that is ${overall} is exit ${exitCode}`, async () => {
      const check = { status: overall, message: 'so it is' };
      const health = {
        timestamp: '2026-02-07T09:00:00Z',
        overall_status: overall,
        checks: {
          services: check,
          audit: check,
          backups: { ...check, details: { last_backup: { created_at: '2026-02-07T01:00:00.000Z' } } },
        },
        critical_failures: [],
      };
      const workspace = () => new FakeWorkspace({ running: 'yes', answers: { health } });
      expect((await run('health', workspace())).exitCode).toBe(exitCode);
      const json = await run('health --json', workspace());
      expect([json.exitCode, JSON.parse(json.stdout)]).toEqual([exitCode, health]);
      const prometheus = await run('health --prometheus', workspace());
      expect(prometheus.stdout).toMatch(/^employee_check\{check="audit"\} [015.]+$/m);
      expect(prometheus.stdout).toContain('employee_last_backup_timestamp_seconds 1770426000\n');
    });

  it('a compromised trail is exit 4', async () => {
    const report = {
      integrity: 'COMPROMISED',
      total_entries: 3,
      valid_entries: 2,
      legacy: { total: 0, valid: 0 },
      epochs: [],
      invalid_details: [{ file: 'audit_2026-02-07.jsonl', line: 2, seq: 2, reason: 'was changed' }],
      head: { seq: 3, hash: 'x' },
      repaired_tails: 0,
    };
    const workspace = new FakeWorkspace({ readerAnswers: { 'audit.verify': report } });
    const { exitCode, stdout } = await run('audit verify', workspace);
    expect(exitCode).toBe(4);
    expect(stdout).toContain('audit_2026-02-07.jsonl:2 (entry 2): was changed');
  });

  it('a validation that failed is exit 1, and shows its audit entries', async () => {
    const entry = {
      seq: 7,
      timestamp: '2026-02-07T09:00:00.000Z',
      action: 'task_created',
      task_id: 't',
      result: 'ok',
      error: null,
    };
    const validation = {
      passed: false,
      task_id: 't',
      duration_ms: 30_000,
      audit: [entry],
      message: 'not finished',
    };
    const { exitCode, stdout } = await run(
      'validate',
      new FakeWorkspace({ running: 'yes', answers: { validate: validation } }),
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Failed in 30 s: not finished');
    expect(stdout).toContain('task_created');
  });

  it('a problem that doctor finds is exit 1, a warning is not', async () => {
    const finding = { name: 'disk', status: 'warning', message: 'nearly full', hint: 'Free some' } as const;
    const warning = await run('doctor', new FakeWorkspace({ findings: [finding] }));
    expect([warning.exitCode, warning.stdout]).toEqual([0, expect.stringContaining('Free some')]);
    const problem = await run(
      'doctor --json',
      new FakeWorkspace({ findings: [{ ...finding, status: 'problem' }] }),
    );
    expect(problem.exitCode).toBe(1);
    expect(JSON.parse(problem.stdout).checks).toHaveLength(1);
  });
});

describe('stop', () => {
  it('waits until the employee is gone', async () => {
    const workspace = new FakeWorkspace({ running: 'yes', answers: { status, stop: done } });
    const { exitCode, stdout } = await run('stop --now --json', workspace);
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, { message: 'Stopped.', was_running: true }]);
    expect(workspace.api.calls.at(-1)).toEqual(['stop', { now: true }]);
  });

  it('of what is not running is done', async () => {
    const { exitCode, stdout } = await run('stop');
    expect([exitCode, stdout]).toEqual([0, 'No employee is running here.\n']);
  });
});

describe('questions', () => {
  const answers = { 'recover.clean-stuck': { ...done, returned: ['t1'] } };

  it('without a terminal and without --yes are exit 2, and nothing is done', async () => {
    const workspace = new FakeWorkspace({ answers });
    const { exitCode, stdout } = await run('recover clean-stuck --json', workspace);
    expect([exitCode, JSON.parse(stdout).error.code]).toEqual([2, 'needs_confirmation']);
    expect(workspace.api.calls).toEqual([]);
  });

  it('are answered by --yes', async () => {
    const { exitCode, stdout } = await run('recover clean-stuck --yes', new FakeWorkspace({ answers }));
    expect([exitCode, stdout]).toEqual([0, 'It is done.\n  t1\n']);
  });

  it('are asked on a terminal', async () => {
    const yes = new FakeTerminal({ isTerminal: true, answer: 'yes' });
    expect((await run('recover clean-stuck', new FakeWorkspace({ answers }), yes)).exitCode).toBe(0);
    expect(yes.stderr.text).toContain('go back to the inbox');
    const workspace = new FakeWorkspace({ answers });
    const no = await run(
      'recover clean-stuck',
      workspace,
      new FakeTerminal({ isTerminal: true, answer: '' }),
    );
    expect([no.exitCode, workspace.api.calls]).toEqual([1, []]);
  });

  it('are never asked by approve and reject', async () => {
    const terminal = new FakeTerminal({ isTerminal: true });
    const workspace = new FakeWorkspace({
      answers: {
        'approvals.show': { request, task: {} },
        'approvals.approve': done,
        'approvals.reject': done,
      },
    });
    expect((await run('approvals approve t1', workspace, terminal)).exitCode).toBe(0);
    expect((await run('approvals reject t1 --reason no', workspace, terminal)).exitCode).toBe(0);
    expect(terminal.questions).toEqual([]);
    expect(workspace.api.calls.at(-1)).toEqual(['approvals.reject', { id: 't1', reason: 'no' }]);
  });
});

describe('secret set', () => {
  it.each([
    ['typed unseen', true],
    ['piped', false],
  ])('takes a value that is %s, never one of the line', async (_how, isTerminal) => {
    const workspace = new FakeWorkspace({ answers: { 'secret.set': done } });
    const terminal = new FakeTerminal({ isTerminal, answer: 'a-value\n' });
    const { exitCode, stdout, stderr } = await run('secret set CRM_TOKEN', workspace, terminal);
    expect(exitCode).toBe(0);
    expect(workspace.api.calls).toEqual([['secret.set', { name: 'CRM_TOKEN', value: 'a-value' }]]);
    expect(`${stdout}${stderr}`).not.toContain('a-value');
    expect((await run('secret set CRM_TOKEN a-value', workspace, terminal)).exitCode).toBe(2);
    const silent = new FakeTerminal({ isTerminal });
    expect((await run('secret set CRM_TOKEN', workspace, silent)).exitCode).toBe(2);
  });
});

describe('tasks list', () => {
  it('asks for pages of what matches until it has as many as wanted', async () => {
    const row = (number: number) => ({
      task_id: `t${number}`,
      type: 'invoice',
      priority: 'normal',
      status: 'failed',
      state: 'completed',
      created_at: null,
      completed_at: null,
      file_name: null,
      result: null,
    });
    const query = ({ offset, limit }: { offset: number; limit: number }) => ({
      rows: Array.from({ length: Math.min(limit, 700 - offset) }, (_, index) => row(offset + index)),
      total: 700,
      complete: true,
    });
    const workspace = new FakeWorkspace({ answers: { 'tasks.query': query } });
    const { stdout } = await run(
      'tasks list --json --search acme --type invoice --status failed --state completed --limit 600',
      workspace,
    );
    expect(JSON.parse(stdout)).toHaveLength(600);
    expect(workspace.api.calls[0]).toEqual([
      'tasks.query',
      {
        text: 'acme',
        states: ['completed'],
        types: ['invoice'],
        statuses: ['failed'],
        offset: 0,
        limit: 500,
      },
    ]);
  });
});

describe('approvals', () => {
  const rules = [{ id: 'payments-ask', text: 'payments of $100 or more ask' }];
  const answers = {
    'approvals.show': { request, rules, task: { task_id: 't1' } },
    'approvals.approve': done,
    'approvals.undo': done,
  };

  it('approve and reject wait as long as they were told, and undo takes the decision back', async () => {
    const workspace = new FakeWorkspace({ answers });
    await run('approvals approve t1 --sha cdcdcd --undo-seconds 5', workspace);
    await run('approvals undo t1', workspace);
    expect(workspace.api.calls).toEqual([
      ['approvals.approve', { id: 't1', sha: 'cdcdcd', undo_seconds: 5 }],
      ['approvals.undo', { id: 't1' }],
    ]);
    expect((await run('approvals approve t1 --undo-seconds 31', workspace)).exitCode).toBe(2);
  });

  it('approve sends the hash of what it shows', async () => {
    const workspace = new FakeWorkspace({ answers });
    const { stderr } = await run('approvals approve t1', workspace);
    expect(stderr).toContain('bank transfer (high risk): Pay ACME');
    expect(workspace.api.calls.at(-1)).toEqual([
      'approvals.approve',
      { id: 't1', sha: request.approval_sha256 },
    ]);
  });

  it('approve --sha sends the prefix as given', async () => {
    const workspace = new FakeWorkspace({ answers });
    await run('approvals approve t1 --sha cdcdcd', workspace);
    expect(workspace.api.calls).toEqual([['approvals.approve', { id: 't1', sha: 'cdcdcd' }]]);
  });

  it('show exactly what will run, why, how long, and how to decide', async () => {
    const { stdout } = await run('approvals show t1', new FakeWorkspace({ answers }));
    expect(stdout).toContain('It asks because a payment of $5,000 is $100 or more. It is about money.');
    expect(stdout).toContain('payments-ask: payments of $100 or more ask');
    expect(stdout).toContain('to: "ACME\\u202eEMCA"');
    expect(stdout).toContain('| a "b"\n       | c⟨U+200B⟩d\n');
    expect(stdout).toContain('(in 3 days)');
    expect(stdout).toContain('t1.json  to  t1.json.approved');
    expect(stdout).toContain('t1.json  to  t1.json.rejected');
    expect(stdout).toContain('employee approvals approve t1');
  });

  it('edit takes JSON values, else text, several times', async () => {
    const workspace = new FakeWorkspace({ answers: { 'approvals.edit': done } });
    await run('approvals edit t1 --action 1 --set amount=40 --set to=ACME --set note=a=b', workspace);
    expect(workspace.api.calls).toEqual([
      ['approvals.edit', { id: 't1', action: 1, set: { amount: 40, to: 'ACME', note: 'a=b' } }],
    ]);
  });
});

describe('ids', () => {
  const known = (ids: readonly string[]) =>
    new FakeWorkspace({
      answers: {
        'tasks.retry': ({ id }: { id: string }) => {
          if (!ids.includes(id)) throw error('not_found');
          return { message: id };
        },
        'tasks.list': ids.map((task_id) => ({ task_id })),
      },
    });

  it('are taken as they are when they exist', async () => {
    const workspace = known(['a', 'ab']);
    expect((await run('tasks retry a', workspace)).stdout).toBe('a\n');
    expect(workspace.api.calls).toHaveLength(1);
  });

  it('may be a part that only one task has, its beginning before all', async () => {
    expect((await run('tasks retry invoice', known(['20260207-invoice-1', '20260207-x-2']))).stdout).toBe(
      '20260207-invoice-1\n',
    );
    expect((await run('tasks retry ab', known(['abc', 'cab']))).stdout).toBe('abc\n');
  });

  it('that fit several tasks are exit 2 and list them', async () => {
    const { exitCode, stderr } = await run('tasks retry 2026', known(['2026-a', '2026-b']));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('2026-a, 2026-b');
  });

  it('that fit none are exit 1', async () => {
    expect((await run('tasks retry zzz', known(['a']))).exitCode).toBe(1);
  });
});

describe('files and paths of the line', () => {
  it('count from the current folder', async () => {
    const workspace = new FakeWorkspace({ running: 'yes', answers: { 'tasks.add': { ...done, path: 'x' } } });
    await run('tasks add note.txt', workspace, new FakeTerminal({ currentFolder: '/a' }));
    expect(workspace.api.calls).toEqual([['tasks.add', { path: '/a/note.txt' }]]);
  });

  it('are read as the person sees them, also from PowerShell', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'pay.txt'), Buffer.from('\ufeffPay $5,000', 'utf16le'));
    const verdict = { effect: 'ask', type: 'payment', amounts: ['$5,000'], reasons: [], problem: null };
    const workspace = new FakeWorkspace({ answers: { 'policy.test': verdict } });
    const { stdout } = await run(
      'policy test pay.txt',
      workspace,
      new FakeTerminal({ currentFolder: folder }),
    );
    expect(workspace.api.calls).toEqual([['policy.test', { text: 'Pay $5,000', file_name: 'pay.txt' }]]);
    expect(stdout).toContain('It would ask you first.');
  });

  it('that cannot be read are exit 2', async () => {
    expect((await run('policy test nothing-here.txt')).exitCode).toBe(2);
  });
});

describe('logs', () => {
  it('show the last lines, without escape sequences', async () => {
    const logsFolder = temporaryFolder();
    writeFileSync(join(logsFolder, 'watcher_service_error.log'), 'one\ntwo\u001b[31m\nthree\n');
    const workspace = new FakeWorkspace({ logsFolder });
    expect((await run('logs watcher --errors -n 2', workspace)).stdout).toBe('two\nthree\n');
    const json = JSON.parse((await run('logs watcher --errors --json', workspace)).stdout);
    expect(json.lines).toHaveLength(3);
  });
});

describe('what people see', () => {
  it('has colours on a terminal only, and never with NO_COLOR or --no-color', async () => {
    const workspace = () => new FakeWorkspace({ running: 'yes', answers: { status } });
    const terminal = (environment = {}) => new FakeTerminal({ isTerminal: true, environment });
    const colour = '\u001b[';
    expect((await run('status', workspace(), terminal())).stdout).toContain(colour);
    expect((await run('status', workspace())).stdout).not.toContain(colour);
    expect((await run('status', workspace(), terminal({ NO_COLOR: '1' }))).stdout).not.toContain(colour);
    expect((await run('status --no-color', workspace(), terminal())).stdout).not.toContain(colour);
  });

  it('tells an unknown price as at least', async () => {
    const { stdout } = await run('status', new FakeWorkspace({ running: 'yes', answers: { status } }));
    expect(stdout).toContain('at least $0.01 (UTC day)');
    expect(stdout).toContain('running (process 4711, for 1 h 2 min)');
  });

  it('lists tasks within the width of the terminal, harmless', async () => {
    const task = {
      task_id: '20260207T090000123Z-x-1',
      type: 'invoice',
      priority: 'high',
      status: 'completed',
      state: 'completed',
      created_at: '2026-02-07T09:00:00.123Z',
      completed_at: null,
      file_name: null,
      result: `\u001b]0;evil\u0007 ${'漢字'.repeat(80)}\u202e`,
    };
    const workspace = new FakeWorkspace({ answers: { 'tasks.list': [task] } });
    const terminal = new FakeTerminal({ isTerminal: true, columns: 80, environment: { NO_COLOR: '1' } });
    const { stdout } = await run('tasks list', workspace, terminal);
    for (const hidden of ['\u001b', '\u0007', '\u202e']) expect(stdout).not.toContain(hidden);
    for (const line of stdout.trimEnd().split('\n')) {
      const columns = [...line].reduce((sum, character) => sum + (/[漢字]/.test(character) ? 2 : 1), 0);
      expect(columns).toBeLessThanOrEqual(80);
    }
    expect(stdout).toContain('…');
    const piped = (await run('tasks list', workspace)).stdout;
    expect(piped).toContain(`${task.task_id} `);
    expect(piped).not.toContain('…');
  });
});

describe('a changed setting', () => {
  const setting = { key: 'llm.dailyBudgetUsd', value: 0.01, description: '' };
  for (const [source, said] of [
    ['file', 'llm.dailyBudgetUsd is now 0.01\n'],
    [
      'environment',
      'llm.dailyBudgetUsd is stored, but stays 0.01: the environment sets it, and goes before it\n',
    ],
  ])
    it(`says what is in force: from the ${source}`, async () => {
      const workspace = new FakeWorkspace({
        running: 'yes',
        answers: { 'config.set': { ...setting, source } },
      });
      const { stdout } = await run('config set llm.dailyBudgetUsd 0.5', workspace);
      expect(stdout).toBe(said);
    });
});
