import { notAvailable } from './not-available.ts';
import { pairs } from './output/table.ts';
import { commandEntries } from './registry.ts';

const options: readonly (readonly [string, string])[] = [
  ['--workspace DIR', 'the workspace; otherwise EMPLOYEE_WORKSPACE, this folder, or ~/PersonalAIEmployee'],
  ['--json', 'one JSON document on stdout, everything else on stderr'],
  ['--yes', 'answer every question with yes'],
  ['--no-color', 'no colours'],
  ['--help', 'this help, or that of a command'],
  ['--version', 'the version'],
];

/** What `employee --help` says. */
export function helpLines(): readonly string[] {
  const summaries = Object.entries(commandEntries).map(([name, entry]) => [name, entry.summary] as const);
  const missing = Object.entries(notAvailable).map(([name, parts]) => [name, parts.join(', ')] as const);
  return [
    'Usage: employee COMMAND [options]',
    '',
    'Files dropped into the workspace become finished, audited work.',
    '',
    'Commands',
    ...indented(pairs(summaries)),
    '',
    'Options, anywhere on the line',
    ...indented(pairs(options)),
    '',
    'Exit codes',
    '  0 done · 1 failed or not healthy · 2 usage or invalid input',
    '  3 another employee holds this workspace · 4 integrity failure',
    '',
    'Not available yet',
    ...indented(pairs(missing)),
  ];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
