import type { Clock } from '../../core/clock/index.ts';
import type { ShellState } from '../../shared/shell.ts';
import type { CurrentWords } from '../words/index.ts';
import { LinuxNotifier } from './linux/linux-notifier.ts';
import { MacNotifier } from './packaged/mac-notifier.ts';
import { WindowsNotifier } from './packaged/windows-notifier.ts';
import type { Notifier } from './toast.ts';

export interface SystemNotifierOptions {
  readonly clock: Clock;
  readonly words: CurrentWords;
  readonly environment: NodeJS.ProcessEnv;
  readonly appName: string;
  /** Windows: the AppUserModelID under which the app is installed. */
  readonly appId: string;
  /** Absolute path of the app's icon, outside any archive. */
  readonly icon?: string;
}

/** This system's way to show toasts. node-notifier is loaded only where it is used. */
export async function systemNotifier(
  platform: ShellState['platform'],
  options: SystemNotifierOptions,
): Promise<Notifier> {
  if (platform === 'linux') return new LinuxNotifier(options);
  const { default: nodeNotifier } = await import('node-notifier');
  const { appId, icon, words } = options;
  const firstId = options.clock.now();
  if (platform === 'darwin')
    return new MacNotifier({
      notifier: new nodeNotifier.NotificationCenter({ withFallback: false }),
      groupPrefix: `${appId}-${firstId}`,
      words,
    });
  const notifier = new nodeNotifier.WindowsToaster({ withFallback: false });
  return new WindowsNotifier({ notifier, appId, firstId, words, ...(icon === undefined ? {} : { icon }) });
}
