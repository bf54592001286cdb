import { describe, expect, it } from 'vitest';
import { type CommandName, commands } from '../../src/shared/api.ts';
import { channels, preloadChannels } from '../../src/shared/ipc/contract.ts';
import { FakeWorkspace, run } from './cli/support.ts';

interface Ways {
  /** Words of the command line. */
  readonly line: string;
  /** Channel of the window; the same name unless a page must not name a path, or end the employee without the app. */
  readonly channel?: string;
}

/** Everything that can be asked of the employee, and how a person asks it at the command line and in the window. */
const ways: Readonly<Record<CommandName, Ways>> = {
  status: { line: 'status' },
  health: { line: 'health' },
  activity: { line: 'activity' },
  stop: { line: 'stop', channel: 'shell.quit' },
  pause: { line: 'pause' },
  resume: { line: 'resume' },
  validate: { line: 'validate' },
  'tasks.list': { line: 'tasks list' },
  'tasks.query': { line: 'tasks list' },
  'tasks.show': { line: 'tasks show' },
  'tasks.add': { line: 'tasks add', channel: 'files.drop' },
  'tasks.retry': { line: 'tasks retry' },
  'tasks.cancel': { line: 'tasks cancel' },
  'approvals.list': { line: 'approvals list' },
  'approvals.show': { line: 'approvals show' },
  'approvals.approve': { line: 'approvals approve' },
  'approvals.reject': { line: 'approvals reject' },
  'approvals.revise': { line: 'approvals revise' },
  'approvals.edit': { line: 'approvals edit' },
  'approvals.undo': { line: 'approvals undo' },
  'policy.show': { line: 'policy show' },
  'policy.test': { line: 'policy test' },
  'policy.confirm': { line: 'policy confirm' },
  'recover.resolve': { line: 'recover resolve' },
  'recover.clean-stuck': { line: 'recover clean-stuck' },
  'recover.reset-pending': { line: 'recover reset-pending' },
  'audit.verify': { line: 'audit verify' },
  'audit.tail': { line: 'audit tail' },
  'audit.query': { line: 'audit query' },
  'audit.export': { line: 'audit export', channel: 'audit.save' },
  'audit.state': { line: 'audit public-key' },
  'logs.tail': { line: 'logs' },
  'config.list': { line: 'config list' },
  'config.get': { line: 'config get' },
  'config.set': { line: 'config set' },
  cost: { line: 'cost' },
  'cost.prices': { line: 'cost prices' },
  'cost.set-price': { line: 'cost price' },
  'model.test': { line: 'model test' },
  'model.presets': { line: 'model presets' },
  'tasks.prompt': { line: 'tasks show' },
  'secret.list': { line: 'secret list' },
  'secret.set': { line: 'secret set' },
  'secret.delete': { line: 'secret delete' },
};

/** What the app around the employee does, and where the command line has it. */
const shellWays: Readonly<Record<string, string>> = {
  'workspace.open': 'init',
  'files.choose': 'tasks add',
  'files.example': 'validate',
};

/** Only of the window: its own look and place, and other programs that it opens. */
const ofTheWindowAlone = /^(shell\.|open\.|workspace\.(choose|inspect)$)/;

describe('command line and window', () => {
  it('can ask the same of the employee', () => {
    expect(Object.keys(ways).sort()).toEqual(Object.keys(commands).sort());
  });

  it.each(Object.entries(ways))('%s: both ways are there', async (name, { line, channel }) => {
    expect({ ...channels, ...preloadChannels }).toHaveProperty([channel ?? name]);
    const { exitCode, stdout } = await run(`${line} --help`, new FakeWorkspace());
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`employee ${line}`);
  });

  it('the window does nothing to the employee that the command line cannot', async () => {
    const known = new Set(Object.entries(ways).map(([name, { channel }]) => channel ?? name));
    const others = Object.keys(channels).filter((name) => !known.has(name) && !ofTheWindowAlone.test(name));
    expect(others.sort()).toEqual(Object.keys(shellWays).sort());
    for (const line of Object.values(shellWays)) {
      const { exitCode } = await run(`${line} --help`, new FakeWorkspace());
      expect(exitCode).toBe(0);
    }
  });
});
