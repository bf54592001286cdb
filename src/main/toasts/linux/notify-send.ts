import type { Words } from '../../words/index.ts';
import type { Button, Toast } from '../toast.ts';
import type { Capabilities } from './notification-service.ts';

/** A toast that can be answered stays this long where the service lets us choose. */
const answerableMs = 60_000;
const bodyClick = 'default';

export interface Appearance {
  readonly appName: string;
  /** Absolute path of the app's icon. */
  readonly icon?: string;
}

/** The command that shows a toast. The texts come after `--`: none is ever read as an option. */
export function notifySendCommand(
  toast: Toast,
  { appName, icon }: Appearance,
  { actions, namesToasts, unbuffered, markup }: Capabilities,
  { t }: Words,
): [program: string, ...args: string[]] {
  const buttons = toast.buttons.map((button) => `--action=${button}=${t(`toast.${button}`)}`);
  return [
    ...(unbuffered ? (['stdbuf', '-oL', 'notify-send'] as const) : (['notify-send'] as const)),
    `--app-name=${appName}`,
    ...(icon === undefined ? [] : [`--icon=${icon}`]),
    ...(toast.buttons.length > 0 ? [`--expire-time=${answerableMs}`] : []),
    ...(namesToasts ? ['--print-id'] : []),
    ...(actions ? [`--action=${bodyClick}=${t('toast.open')}`, ...buttons] : []),
    '--',
    toast.title,
    bodyText(toast.body, markup),
  ];
}

/** The toast's id in what `notify-send --print-id` wrote so far. */
export function toastId(output: string): number | undefined {
  const [, id] = /^(\d+)\n/.exec(output) ?? [];
  return id === undefined ? undefined : Number(id);
}

/** What the person did, in what `notify-send` wrote until its end; `undefined`: nothing. */
export function answerIn(output: string): Button | 'open' | undefined {
  const last = output.trim().split('\n').at(-1);
  if (last === bodyClick) return 'open';
  return last === 'approve' || last === 'reject' || last === 'review' ? last : undefined;
}

/** `notify-send` resolves backslash sequences in the body; the service may read it as markup. */
function bodyText(body: string, markup: boolean): string {
  const plain = body.replaceAll('\\', '\\\\');
  if (!markup) return plain;
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
