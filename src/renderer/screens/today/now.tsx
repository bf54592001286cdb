import type { Status } from '../../../shared/status.ts';
import { useCommand, usePlace } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { Icon } from '../../components/icon.tsx';
import { nameOfTask } from '../../components/task-name.ts';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** The task in hand and its step, or why there is none. */
export function Now({ status }: { readonly status: Status }) {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const { current } = status;
  return (
    <Section title={t('today.now')}>
      {current ? (
        <button
          type="button"
          className="today-row today-row-alone"
          onClick={() => goTo({ view: 'tasks', id: current.task_id })}
        >
          <span className="tone-accent today-row-icon today-pulse">
            <Icon name="play" />
          </span>
          <span className="today-row-text">
            <span className="today-row-title truncate">
              <UntrustedText>{nameOfTask(current.task_id)}</UntrustedText>
            </span>
            <span className="muted small">
              <UntrustedText>{current.step}</UntrustedText>
            </span>
          </span>
          <Icon name="chevron" />
        </button>
      ) : (
        <Rest status={status} />
      )}
    </Section>
  );
}

function Rest({ status: { paused, queue } }: { readonly status: Status }) {
  const { t } = useTranslator();
  const resume = useCommand('resume');
  const count = queue.inbox;
  if (paused) {
    return (
      <div className="row-apart">
        <p>
          {t('today.pausedNow')} <span className="muted">{t('today.pausedHint', { count })}</span>
        </p>
        <Button icon="play" pending={resume.running} onPress={() => void resume.run({})}>
          {t('action.resume')}
        </Button>
      </div>
    );
  }
  return (
    <p>
      {t(count > 0 ? 'today.nextNow' : 'today.nothingNow')}
      <span className="muted small today-line">
        {count > 0 ? t('today.nextHint', { count }) : t('today.nothingNowHint')}
      </span>
    </p>
  );
}
