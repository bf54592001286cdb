import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { notAvailable } from '../../../src/cli/not-available.ts';
import { commandEntries } from '../../../src/cli/registry.ts';
import { exitCodes } from '../../../src/shared/errors.ts';
import { error, FakeTerminal, FakeWorkspace, run, status } from './support.ts';

const oneLine = /^employee: [^\n]+: [^\n]+\. [^\n]+\n$/;

describe('a line that cannot be understood', () => {
  const lines = [
    '',
    'frobnicate',
    '--frobnicate',
    'status --frobnicate',
    'status extra',
    'tasks',
    'tasks frobnicate',
    'tasks show',
    'tasks list --state nowhere',
    'tasks list --limit many',
    'tasks list --limit 0',
    'approvals revise a',
    'approvals edit a --action 1',
    'approvals edit a --action 1 --set novalue',
    'audit tail -n x',
    'audit tail -f --json',
    'logs',
    'logs nobody',
    'logs watcher -f --json',
    'recover resolve a',
    'recover resolve a --happened --retry',
    'health --json --prometheus',
    'config set key',
    'init a --workspace b',
    'status --workspace',
  ];
  for (const line of lines)
    it(`is exit 2 in the one form: employee ${line}`, async () => {
      const workspace = new FakeWorkspace({ answers: { status } });
      const { exitCode, stdout, stderr } = await run(line, workspace);
      expect(exitCode).toBe(2);
      if (line.includes('--json')) expect(JSON.parse(stdout)).toHaveProperty('error.code');
      else expect(stdout).toBe('');
      expect(stderr).toMatch(oneLine);
      expect(workspace.api.calls).toEqual([]);
    });

  it('is also told as one JSON document', async () => {
    const { exitCode, stdout, stderr } = await run('tasks show --json');
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'usage',
        message: expect.stringContaining("missing required argument 'id'"),
        hint: 'Run "employee tasks show --help"',
      },
    });
    expect(stderr).toMatch(oneLine);
  });

  it('suggests what may have been meant', async () => {
    const { stderr } = await run('tasks lst');
    expect(stderr).toContain('Did you mean "list"?');
  });
});

describe('an error', () => {
  for (const [code, exitCode] of Object.entries(exitCodes))
    it(`of code ${code} is exit ${exitCode}`, async () => {
      const failure = error(code as keyof typeof exitCodes);
      const workspace = new FakeWorkspace({
        running: 'yes',
        answers: {
          pause: () => {
            throw failure;
          },
        },
      });
      const ran = await run('pause --json', workspace);
      expect(ran.exitCode).toBe(exitCode);
      expect(ran.stderr).toBe('employee: it: a reason. Do something.\n');
      expect(JSON.parse(ran.stdout)).toEqual({
        error: { code, message: 'it: a reason', hint: 'Do something' },
      });
    });

  it('nobody foresaw shows a stack only with DEBUG', async () => {
    const failing = () =>
      new FakeWorkspace({
        running: 'yes',
        answers: {
          pause: () => {
            throw new TypeError('boom');
          },
        },
      });
    const quiet = await run('pause', failing());
    expect(quiet.exitCode).toBe(1);
    expect(quiet.stderr).toMatch(oneLine);
    const loud = await run('pause', failing(), new FakeTerminal({ environment: { DEBUG: '1' } }));
    expect(loud.stderr).toContain('    at ');
  });

  it('cannot bring escape sequences to the terminal', async () => {
    const { stderr } = await run('"\u001b[31mred\u202e"');
    for (const hidden of ['\u001b', '\u202e']) expect(stderr).not.toContain(hidden);
  });
});

describe('help and version', () => {
  it('print the version, anywhere on the line', async () => {
    expect((await run('status --version')).stdout).toBe(`${packageJson.version}\n`);
    expect(JSON.parse((await run('--version --json')).stdout)).toEqual({ version: packageJson.version });
  });

  it('list every command, and the missing ones apart', async () => {
    const { exitCode, stdout } = await run('--help');
    expect(exitCode).toBe(0);
    const [available = '', missing = ''] = stdout.split('Not available yet');
    for (const name of Object.keys(commandEntries)) expect(available).toContain(`\n  ${name} `);
    for (const name of Object.keys(notAvailable)) expect(missing).toContain(`\n  ${name}`);
    expect(stdout).not.toContain('start-headless');
  });

  for (const name of Object.keys(commandEntries))
    it(`explain ${name}, doing nothing`, async () => {
      const workspace = new FakeWorkspace();
      const { exitCode, stdout, stderr } = await run(`${name} --help`, workspace);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(`Usage: employee ${name}`);
      expect(stderr).toBe('');
      expect(workspace.opened).toEqual([]);
    });

  it('explain a subcommand as one JSON document', async () => {
    const { stdout } = await run('--json tasks show --help');
    expect(JSON.parse(stdout).help).toContain('Usage: employee tasks show');
  });
});

describe('a command of a later version', () => {
  const lines = [
    'incidents list',
    'incidents list --json',
    'incidents',
    'restart watcher',
    'audit acknowledge',
    'recover full-reset --yes',
    'mcp review x --approve',
    'support-bundle',
    'grants revoke 1',
  ];
  for (const line of lines)
    it(`says so and is exit 1: employee ${line}`, async () => {
      const { exitCode, stdout, stderr } = await run(line);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^employee: [a-z -]+: not available yet in this version\. [^\n]+\n$/);
      if (line.includes('--json')) expect(JSON.parse(stdout).error.code).toBe('not_available');
    });
});

describe('the workspace of a line', () => {
  it('is the one --workspace names', async () => {
    const { folders } = await run(
      'status --workspace /elsewhere',
      new FakeWorkspace({ running: 'yes', answers: { status } }),
    );
    expect(folders).toEqual(['/elsewhere']);
  });

  it('of init may be its argument', async () => {
    const { folders } = await run('init /elsewhere');
    expect(folders).toEqual(['/elsewhere']);
  });
});
