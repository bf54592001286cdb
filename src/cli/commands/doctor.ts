import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { ExitWith } from '../exit-with.ts';
import type { Output, Style } from '../output/output.ts';
import { plain } from '../output/text.ts';
import { padEnd } from '../output/width.ts';
import type { Finding } from '../workspace.ts';

const styles = { ok: 'green', warning: 'yellow', problem: 'red' } as const satisfies Record<
  Finding['status'],
  Style
>;

export function doctorCommand(cli: Cli): Command {
  return new Command('doctor')
    .description('Look for trouble on this machine. Changes nothing; exit 1 when something is wrong.')
    .action(async () => {
      const findings = await (await cli.workspace()).examine();
      cli.output.result({ checks: findings }, () => findingLines(findings, cli.output));
      if (findings.some((finding) => finding.status === 'problem')) throw new ExitWith(1);
    });
}

function findingLines(findings: readonly Finding[], output: Output): readonly string[] {
  const nameWidth = Math.max(0, ...findings.map((finding) => finding.name.length));
  const indent = ' '.repeat(nameWidth + 11);
  return findings.flatMap((finding) => [
    `${padEnd(finding.name, nameWidth)}  ${output.style(styles[finding.status], padEnd(finding.status, 7))}  ${plain(finding.message)}`,
    ...(finding.hint === '' ? [] : [`${indent}${plain(finding.hint)}`]),
  ]);
}
