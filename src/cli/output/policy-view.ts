import type { CommandResult } from '../../shared/api.ts';
import type { Output } from './output.ts';
import { plain } from './text.ts';

const verdicts = {
  allow: { style: 'green', text: 'It would be done without asking.' },
  ask: { style: 'yellow', text: 'It would ask you first.' },
  forbid: { style: 'red', text: 'It would be refused.' },
} as const;

/** `employee policy test` for a person. */
export function policyLines(verdict: CommandResult<'policy.test'>, output: Output): readonly string[] {
  const { style, text } = verdicts[verdict.effect];
  return [
    output.style(style, text),
    `Class: ${plain(verdict.type)}${verdict.amounts.length > 0 ? `; amounts: ${verdict.amounts.map(plain).join(', ')}` : ''}`,
    ...verdict.reasons.map(
      (reason) => `  ${plain(reason.rule)} (${plain(reason.effect)}): ${plain(reason.text)}`,
    ),
    ...(verdict.problem === null ? [] : [output.style('yellow', `Problem: ${plain(verdict.problem)}`)]),
  ];
}
