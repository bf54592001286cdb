import { describe, expect, it } from 'vitest';
import { type CommandName, commands } from '../../src/shared/api.ts';
import { channels, preloadChannels } from '../../src/shared/ipc/contract.ts';
import { FakeWorkspace, run } from './cli/support.ts';

/** Where the window has another name: a page must not name a path, nor end the employee without the app. */
const otherChannels: Readonly<Record<string, string>> = {
  stop: 'shell.quit',
  'tasks.add': 'files.drop',
  'audit.export': 'audit.save',
} satisfies Partial<Record<CommandName, string>>;

const ways = Object.keys(commands).map((name) => [name, otherChannels[name] ?? name] as const);

/** What the app around the employee does, and where the command line has it. */
const shellWays: Readonly<Record<string, string>> = {
  'workspace.open': 'init',
  'files.choose': 'tasks add',
  'files.example': 'validate',
  'backup.choose-folder': 'config set',
};

/** Only of the window: its own look and place, dialogs, and other programs that it opens. */
const ofTheWindowAlone = /^(shell\.|open\.|workspace\.(choose|inspect)$|restore\.choose$)/;

// That the command line reaches each command is shown in cli/parity.test.ts.
describe('command line and window', () => {
  it.each(ways)('%s: the window has it as %s', (_name, channel) => {
    expect({ ...channels, ...preloadChannels }).toHaveProperty([channel]);
  });

  it('the window does nothing to the employee that the command line cannot', async () => {
    const known = new Set(ways.map(([, channel]) => channel));
    const others = Object.keys(channels).filter((name) => !known.has(name) && !ofTheWindowAlone.test(name));
    expect(others.sort()).toEqual(Object.keys(shellWays).sort());
    for (const line of Object.values(shellWays)) {
      const { exitCode } = await run(`${line} --help`, new FakeWorkspace());
      expect(exitCode).toBe(0);
    }
  });
});
