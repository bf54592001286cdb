import { isPlainKey, useTranslator } from '../i18n/index.ts';
import { Badge, type Tone } from './badge.tsx';
import type { IconName } from './icon.tsx';
import { UntrustedText } from './untrusted-text.tsx';

type Group = 'task.state' | 'task.status' | 'task.priority' | 'task.type' | 'did';
const callPrefix = 'mcp_action_';

/** What records call a state, a kind or an action, in the person's language; a name we do not know as it stands there. */
export function Word({ group, name }: { readonly group: Group; readonly name: string }) {
  const { t } = useTranslator();
  if (group === 'did' && name.startsWith(callPrefix)) {
    return <UntrustedText>{t('did.call', { tool: name.slice(callPrefix.length) })}</UntrustedText>;
  }
  const key = `${group}.${name}`;
  return isPlainKey(key) ? t(key) : <UntrustedText>{name}</UntrustedText>;
}

const looks: Readonly<Record<string, readonly [Tone, IconName]>> = {
  inbox: ['neutral', 'inbox'],
  pending: ['accent', 'play'],
  approvals: ['attention', 'bell'],
  quarantine: ['attention', 'warning'],
  completed: ['ok', 'check'],
  failed: ['danger', 'cross'],
  rejected: ['neutral', 'cross'],
  expired: ['attention', 'clock'],
  outcome_unknown: ['attention', 'warning'],
};

/** How a task is: its ending once it is finished, before that where it waits. */
export function TaskBadge({ state, status }: { readonly state: string; readonly status: string }) {
  const isUnknown = status === 'outcome_unknown';
  const group = state === 'completed' || isUnknown ? 'task.status' : 'task.state';
  const name = group === 'task.status' ? status : state;
  const [tone, icon] = looks[name] ?? (['neutral', 'info'] as const);
  return (
    <Badge tone={tone} icon={icon}>
      <Word group={group} name={name} />
    </Badge>
  );
}
