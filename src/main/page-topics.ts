import type { Clock } from '../core/clock/index.ts';
import type { Place, ShellState, WizardPlace } from '../shared/shell.ts';
import type { TopicSources } from './ipc/index.ts';
import type { PreferenceBook } from './preferences/index.ts';
import type { ShellStatus } from './shell-status.ts';
import { followServiceLog, latestOnly, type PacedTopic, type Publisher } from './topics/index.ts';

export interface PageTopicsOptions {
  readonly clock: Clock;
  readonly publisher: Publisher;
  readonly status: ShellStatus;
  readonly preferences: PreferenceBook;
  readonly place: PacedTopic<Place>;
  readonly wizardPlace: PacedTopic<WizardPlace>;
  /** Absolute path of `logs/`; throws before a workspace is open. */
  readonly logsFolder: () => string;
  readonly logFailed: (error: unknown) => void;
}

/** Everything that is pushed to pages. */
export function pageTopics(options: PageTopicsOptions): TopicSources {
  const { clock, publisher, status, preferences, place, wizardPlace, logsFolder, logFailed } = options;
  const shell = latestOnly<ShellState>(clock);
  shell.publish(status.current);
  status.onChange((state) => shell.publish(state));
  return {
    status: (_params, push) => publisher.status.subscribe(push),
    changes: (_params, push) => publisher.changes.subscribe(push),
    progress: (_params, push) => publisher.progress.subscribe(push),
    shell: (_params, push) => shell.subscribe(push),
    preferences: (_params, push) => {
      push(preferences.shown);
      return preferences.onChange(push);
    },
    place: (_params, push) => place.subscribe(push),
    wizard: (_params, push) => wizardPlace.subscribe(push),
    log: (params, push) => followServiceLog({ clock, folder: logsFolder(), failed: logFailed }, params, push),
  };
}
