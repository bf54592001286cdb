import type { ShellState } from '../../shared/shell.ts';
import type { Status } from '../../shared/status.ts';
import type { Tone } from '../components/badge.tsx';
import type { IconName } from '../components/icon.tsx';
import type { PlainKey } from '../i18n/index.ts';

export interface StateWord {
  readonly key: Extract<PlainKey, `state.${string}`>;
  readonly tone: Tone;
  readonly icon: IconName;
}

/** The one word for how things are: what is most pressing wins. */
export function stateWord(shell: ShellState | undefined, status: Status | undefined): StateWord {
  if (shell?.employee.state === 'stopping') return { key: 'state.stopping', tone: 'neutral', icon: 'stop' };
  if (status === undefined) return { key: 'state.starting', tone: 'neutral', icon: 'clock' };
  const { services, queue, current } = status;
  if (Object.values(services).some((service) => service.status === 'failed')) {
    return { key: 'state.trouble', tone: 'danger', icon: 'warning' };
  }
  if (status.paused) return { key: 'state.paused', tone: 'attention', icon: 'pause' };
  if (queue.approvals > 0) return { key: 'state.needsYou', tone: 'attention', icon: 'bell' };
  if (current !== null || queue.pending > 0) return { key: 'state.working', tone: 'ok', icon: 'play' };
  return { key: 'state.idle', tone: 'neutral', icon: 'check' };
}
