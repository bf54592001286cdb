import type { AuditEntry } from '../../../shared/audit.ts';
import type { Task } from '../../../shared/task.ts';
import { usePlace } from '../../client/index.ts';
import { Section } from '../../components/card.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Word } from '../../components/words.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { type Step, timelineOf } from './timeline.ts';
import './timeline.css';

/** Each step with its time, how long it took to come, and the entry that proves it. */
export function Timeline({ task, audit }: { readonly task: Task; readonly audit: readonly AuditEntry[] }) {
  const { t } = useTranslator();
  const steps = timelineOf(task, audit);
  return (
    <Section title={t('task.timeline')}>
      {steps.length === 0 ? (
        <p className="muted">{t('task.noTimeline')}</p>
      ) : (
        <ol className="timeline">
          {steps.map((step) => (
            <StepView key={step.key} step={step} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function StepView({ step }: { readonly step: Step }) {
  const { t, formats } = useTranslator();
  const [, goTo] = usePlace();
  const { at, name, detail, result, error, entry, afterMs } = step;
  const date = at === null ? undefined : new Date(at);
  return (
    <li className={`timeline-step${error ? ' timeline-step-failed' : ''}`}>
      <div className="timeline-head">
        <span className="timeline-name">
          <Word group="did" name={name} />
        </span>
        {date && !Number.isNaN(date.getTime()) && (
          <time className="small muted timeline-time" dateTime={at ?? ''} title={formats.exact(date)}>
            {formats.time(date)}
          </time>
        )}
      </div>
      {[result, detail, error].map(
        (text, index) =>
          text && (
            // biome-ignore lint/suspicious/noArrayIndexKey: three places that never move
            <p key={index} className={`small ${text === error ? 'tone-danger' : ''}`}>
              <UntrustedText>{text}</UntrustedText>
            </p>
          ),
      )}
      <p className="small muted">
        {entry ? (
          <button
            type="button"
            className="link"
            aria-label={t('task.openEntry', { seq: formats.number(entry.seq) })}
            onClick={() => goTo({ view: 'audit', id: String(entry.seq) })}
          >
            {t('task.entry', { seq: formats.number(entry.seq) })}
          </button>
        ) : (
          t('task.noEntry')
        )}
        {afterMs !== undefined && ` · ${t('task.after', { time: formats.duration(afterMs) })}`}
      </p>
    </li>
  );
}
