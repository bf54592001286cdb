import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { error, FakeTerminal, FakeWorkspace, run, status } from './support.ts';

const validation = { passed: true, task_id: 't', duration_ms: 120, audit: [], message: 'finished' };

describe('employee run', () => {
  it('prints ready when watching, and SIGTERM stops it gracefully', async () => {
    const terminal = new FakeTerminal();
    const workspace = new FakeWorkspace();
    const running = run('run', workspace, terminal);
    await terminal.stdout.has('ready\n');
    expect(workspace.stops).toEqual([]);
    terminal.signal('SIGTERM');
    const { exitCode, stdout } = await running;
    expect([exitCode, stdout]).toEqual([0, 'ready\n']);
    expect(workspace.stops).toEqual(['graceful']);
    expect(workspace.opened).toEqual([{ mode: 'service', create: true, takeOver: false }]);
    expect(terminal.listeners).toBe(0);
  });

  it('says ready as one JSON document', async () => {
    const terminal = new FakeTerminal();
    const running = run('run --json', new FakeWorkspace(), terminal);
    await terminal.stdout.has('ready');
    terminal.signal('SIGINT');
    expect(JSON.parse((await running).stdout)).toMatchObject({ ready: true });
  });

  it('stops at once on the second signal, exit 1', async () => {
    const terminal = new FakeTerminal();
    const asked = Promise.withResolvers<void>();
    const stops: string[] = [];
    const workspace = new FakeWorkspace({
      employee: {
        stop: async (how) => {
          stops.push(how);
          if (how === 'now') return;
          asked.resolve();
          await new Promise(() => undefined);
        },
      },
    });
    const running = run('run', workspace, terminal);
    await terminal.stdout.has('ready');
    terminal.signal('SIGINT');
    await asked.promise;
    terminal.signal('SIGINT');
    expect((await running).exitCode).toBe(1);
    expect(stops).toEqual(['graceful', 'now']);
  });

  it('stops at once when a graceful stop takes longer than 30 s', async () => {
    const terminal = new FakeTerminal();
    const clock = new FakeClock();
    const asked = Promise.withResolvers<void>();
    const workspace = new FakeWorkspace({
      employee: {
        stop: async (how) => {
          if (how === 'now') return;
          asked.resolve();
          await new Promise(() => undefined);
        },
      },
    });
    const running = run('run', workspace, terminal, clock);
    await terminal.stdout.has('ready');
    terminal.signal('SIGTERM');
    await asked.promise;
    clock.advance(30_000);
    expect((await running).exitCode).toBe(1);
  });

  it('ends when a stop is asked through the api', async () => {
    const terminal = new FakeTerminal();
    const stopped = Promise.withResolvers<'stop' | 'reopen'>();
    const workspace = new FakeWorkspace({ employee: { stopped: stopped.promise } });
    const running = run('run', workspace, terminal);
    await terminal.stdout.has('ready');
    stopped.resolve('stop');
    expect((await running).exitCode).toBe(0);
  });

  it('stops for a restore and is opened again, in the same process, ready only once', async () => {
    const terminal = new FakeTerminal();
    const ends = [Promise.withResolvers<'stop' | 'reopen'>(), Promise.withResolvers<'stop' | 'reopen'>()];
    const workspace = new FakeWorkspace({ ends: ends.map(({ promise }) => promise) });
    const running = run('run --take-over', workspace, terminal);
    await terminal.stdout.has('ready');
    ends[0]?.resolve('reopen');
    ends[1]?.resolve('stop');
    const { exitCode, stdout } = await running;
    expect([exitCode, stdout]).toEqual([0, 'ready\n']);
    expect(workspace.opened.map(({ takeOver }) => takeOver)).toEqual([true, false]);
    expect(workspace.stops).toEqual(['graceful', 'graceful']);
  });

  it('ends with exit 3 when the workspace is lost', async () => {
    const terminal = new FakeTerminal();
    const stopped = Promise.withResolvers<'stop' | 'reopen'>();
    const stops: string[] = [];
    const stop = async (how: 'graceful' | 'now') => {
      stops.push(how);
      throw error('lock_lost');
    };
    const workspace = new FakeWorkspace({ employee: { stopped: stopped.promise, stop } });
    const running = run('run', workspace, terminal);
    await terminal.stdout.has('ready');
    stopped.reject(error('lock_lost'));
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(3);
    expect(stops).toEqual(['now']);
    expect(stderr.match(/^employee: /gm)).toHaveLength(1);
  });

  it('is exit 3 when another employee holds the workspace, unless told to take over', async () => {
    expect((await run('run', new FakeWorkspace({ held: true }))).exitCode).toBe(3);
    const workspace = new FakeWorkspace({ held: true });
    await run('run --take-over', workspace);
    expect(workspace.opened).toEqual([{ mode: 'service', create: true, takeOver: true }]);
  });

  it('releases the workspace when it cannot start', async () => {
    const workspace = new FakeWorkspace({
      employee: {
        start: async () => {
          throw error('io');
        },
      },
    });
    const { exitCode, stdout } = await run('run', workspace);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(workspace.stops).toEqual(['now']);
  });

  it('--drain works everything off and ends by itself', async () => {
    const workspace = new FakeWorkspace({ answers: { status } });
    const { exitCode, stdout } = await run('run --drain', workspace);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Nothing waits any more: 3 finished today, 1 for your approval.');
    expect(workspace.stops).toEqual(['graceful']);
  });

  it('--drain --json is one document', async () => {
    const { stdout } = await run('run --drain --json', new FakeWorkspace({ answers: { status } }));
    expect(JSON.parse(stdout)).toEqual({ drained: true, queue: status.queue });
  });

  it('--validate shows the check and goes on', async () => {
    const terminal = new FakeTerminal();
    const running = run('run --validate', new FakeWorkspace({ answers: { validate: validation } }), terminal);
    await terminal.stdout.has('Passed in 120 ms: finished');
    terminal.signal('SIGTERM');
    expect((await running).exitCode).toBe(0);
    expect(terminal.stdout.text.startsWith('ready\n')).toBe(true);
  });

  it('tells what is wrong with the settings on stderr', async () => {
    const workspace = new FakeWorkspace({
      answers: { status },
      employee: { problems: ['LLM_MODEL: expected text'] },
    });
    const { stderr } = await run('run --drain', workspace);
    expect(stderr).toContain('employee: LLM_MODEL: expected text\n');
  });
});

describe('npm start without a desktop', () => {
  it('says ready, checks itself once, and keeps one status line on a terminal', async () => {
    const terminal = new FakeTerminal({ isTerminal: true });
    const workspace = new FakeWorkspace({
      answers: { validate: validation },
      employee: {
        onEvent: (listener) => {
          listener({ kind: 'status', status });
          return () => undefined;
        },
      },
    });
    const running = run('start-headless', workspace, terminal);
    await terminal.stdout.has('Passed');
    terminal.signal('SIGINT');
    expect((await running).exitCode).toBe(0);
    expect(terminal.stdout.text).toContain('ready\n');
    expect(terminal.stdout.text).toContain('\r\u001b[Kworking on t1 · 3 waiting · 1 needs you');
    expect(workspace.api.calls.filter(([name]) => name === 'validate')).toHaveLength(1);
  });
});
