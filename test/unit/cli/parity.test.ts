import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CommandResult, commands } from '../../../src/shared/api.ts';
import { cliWays, doneFromFiles } from '../../helpers/cli-ways.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { FakeTerminal, FakeWorkspace, run, status } from './support.ts';

const ways = Object.entries(cliWays);
/** A restore looks before it leaps. */
const looked: CommandResult<'restore.inspect'> = {
  archive: 'backup_2026-02-07_02-00-00.zip',
  created_at: '2026-02-07T02:00:00.000Z',
  origin: 'employee',
  size_bytes: 1,
  files: 1,
  safety: false,
  history: 'ours',
  digest: 'ab'.repeat(32),
  parts: [],
  can_continue_trail: false,
  warnings: [],
};

describe('everything the window can do, the command line can do', () => {
  it('has a way to each command of the contract', () => {
    expect(Object.keys(cliWays).sort()).toEqual(Object.keys(commands).sort());
  });

  it.each(ways.filter(([name]) => !doneFromFiles.some((other) => other === name)))(
    '%s: employee %s',
    async (name, line) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'invoice.txt'), 'Invoice');
      const workspace = new FakeWorkspace({ running: 'yes', answers: { status, 'restore.inspect': looked } });
      // It answers next to nothing: what counts is what it was asked.
      await run(line, workspace, new FakeTerminal({ currentFolder: folder, answer: 'value' }));
      expect(workspace.api.calls.map(([asked]) => asked)).toContain(name);
    },
  );

  it('logs.tail: the same lines, from the files', async () => {
    const logsFolder = temporaryFolder();
    writeFileSync(join(logsFolder, 'orchestrator_service.log'), 'one\ntwo\n');
    const { stdout } = await run(cliWays['logs.tail'], new FakeWorkspace({ logsFolder }));
    expect(stdout).toBe('one\ntwo\n');
  });
});
