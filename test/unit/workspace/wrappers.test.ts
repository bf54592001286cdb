import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notAvailable } from '../../../src/cli/not-available.ts';
import { commandEntries } from '../../../src/cli/registry.ts';

const folder = new URL('../../../assets/workspace_template/production/', import.meta.url);
const scripts = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(new URL(name, folder), 'utf8'),
}));

/** Without comments and what stands in single quotes: no script uses another kind. */
function bare(text: string): string {
  return text.replace(/^#.*$/gm, '').replace(/'[^'\n]*'/g, "''");
}

describe('the PowerShell wrappers of a workspace', () => {
  it('have the names of the runbook', () => {
    expect(scripts.map(({ name }) => name)).toEqual([
      'backup_system.ps1',
      'health_check.ps1',
      'recovery_tools.ps1',
    ]);
  });

  it.each(scripts)(
    '$name is one line over the command, of its own workspace, and ends as it ends',
    ({ text }) => {
      const calls = text.split('\n').filter((line) => line.startsWith('employee '));
      expect(calls).toHaveLength(1);
      const [call = ''] = calls;
      expect(call).toMatch(
        /^employee --workspace \(Split-Path -Parent \$PSScriptRoot\) \w+ .*@(?:args|Options)$/,
      );
      const command = call.split(') ')[1]?.split(' ')[0] ?? '';
      expect([...Object.keys(commandEntries), ...Object.keys(notAvailable)]).toContain(command);
      expect(text.endsWith(`${call}\nexit $LASTEXITCODE\n`)).toBe(true);
    },
  );

  it.each(scripts)(
    '$name says what to do where the command is not on PATH, before it is called',
    ({ text }) => {
      const guard = text.indexOf('if (-not (Get-Command employee -ErrorAction SilentlyContinue))');
      expect(guard).toBeGreaterThan(0);
      expect(guard).toBeLessThan(text.indexOf('\nemployee '));
      expect(text).toMatch(
        /Error\.WriteLine\('employee: cannot run: [^']+ PATH\. Run "npm link" [^']+\.'\); exit 1 \}/,
      );
    },
  );

  it.each(scripts)(
    '$name holds what every PowerShell reads: ASCII, whole strings, matching brackets',
    ({ text }) => {
      expect(text).toMatch(/^[\x20-\x7e\n]+$/);
      const code = bare(text);
      expect(code).not.toMatch(/["`]/);
      expect(code.match(/'/g)?.length ?? 0).toSatisfy((quotes: number) => quotes % 2 === 0);
      const open: string[] = [];
      for (const bracket of code.match(/[()[\]{}]/g) ?? []) {
        if ('([{'.includes(bracket)) open.push(bracket);
        else expect(`${open.pop()}${bracket}`).toMatch(/^(?:\(\)|\[\]|\{\})$/);
      }
      expect(open).toEqual([]);
    },
  );

  it('map every action of the runbook to a command of the line', () => {
    const text = scripts.find(({ name }) => name === 'recovery_tools.ps1')?.text ?? '';
    const actions = text.match(/ValidateSet\(([^)]*)\)/)?.[1]?.match(/\w+/g) ?? [];
    const commands = new Map(
      [...text.matchAll(/(\w+) = '([\w-]+)'/g)].map(([, action, command]) => [action, command]),
    );
    expect([...commands.keys()]).toEqual(actions);
    const known = ['clean-stuck', 'reset-pending', ...(notAvailable.recover ?? [])];
    for (const command of commands.values()) expect(known).toContain(command);
  });
});
