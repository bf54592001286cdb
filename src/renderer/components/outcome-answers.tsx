import type { ChannelParams } from '../../shared/ipc/contract.ts';
import { useTranslator } from '../i18n/index.ts';
import { Button } from './button.tsx';
import type { IconName } from './icon.tsx';

export type Outcome = ChannelParams<'recover.resolve'>['outcome'];

const answers = [
  ['happened', 'check'],
  ['did_not_happen', 'cross'],
  ['retry', 'retry'],
] as const satisfies readonly (readonly [Outcome, IconName])[];

/** What may be true of a call that was under way when the employee was interrupted; only a person can say. */
export function OutcomeAnswers({
  disabled,
  onAnswer,
}: {
  readonly disabled: boolean;
  readonly onAnswer: (outcome: Outcome) => void;
}) {
  const { t } = useTranslator();
  return answers.map(([outcome, icon]) => (
    <Button key={outcome} icon={icon} disabled={disabled} onPress={() => onAnswer(outcome)}>
      {t(`outcome.${outcome}`)}
    </Button>
  ));
}
