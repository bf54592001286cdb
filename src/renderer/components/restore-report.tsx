import type { RestoreReport } from '../../shared/commands/restore.ts';
import { useTranslator } from '../i18n/index.ts';
import { Badge } from './badge.tsx';
import { KeyValue } from './key-value.tsx';
import { Note } from './note.tsx';
import { UntrustedText } from './untrusted-text.tsx';
import './restore-report.css';

type PartReport = RestoreReport['parts'][number];

/** The report of a restore: of each part what came, what went and what stayed, and where everything from before is. */
export function RestoreReportView({ report }: { readonly report: RestoreReport }) {
  const { t, formats } = useTranslator();
  const { archive, parts, problem, safety_backup: safety } = report;
  const tookMs = Date.parse(report.finished_at) - Date.parse(report.started_at);
  return (
    <div className="stack-wide">
      {problem !== null && (
        <Note
          icon="warning"
          tone={report.outcome === 'rolled_back' ? 'danger' : 'attention'}
          title={t('restore.result.why')}
        >
          <UntrustedText>{problem}</UntrustedText>
        </Note>
      )}
      {parts.length > 0 && (
        <ul className="report-parts" aria-label={t('restore.result.part')}>
          {parts.map((part) => (
            <PartLine key={part.part} part={part} />
          ))}
        </ul>
      )}
      <KeyValue
        items={[
          { key: t('restore.result.from'), value: <UntrustedText>{archive}</UntrustedText> },
          ...(tookMs >= 0 ? [{ key: t('restore.result.took'), value: formats.duration(tookMs) }] : []),
          ...(safety === null
            ? []
            : [
                {
                  key: t('restore.result.safety'),
                  value: (
                    <>
                      <UntrustedText>{safety}</UntrustedText>
                      <p className="small muted">{t('restore.result.safetyHint')}</p>
                    </>
                  ),
                },
              ]),
        ]}
      />
    </div>
  );
}

const outcomes = {
  restored: ['restore.result.restoredPart', 'ok', 'check'],
  unchanged: ['restore.result.unchanged', 'neutral', 'ok'],
  rolled_back: ['restore.result.rolledBackPart', 'attention', 'undo'],
} as const;

function PartLine({ part }: { readonly part: PartReport }) {
  const { t, formats } = useTranslator();
  const [key, tone, icon] = outcomes[part.outcome];
  const counts = (['added', 'changed', 'removed', 'kept'] as const).flatMap((name) =>
    part[name] > 0 ? [t(`restore.result.${name}`, { count: part[name] })] : [],
  );
  return (
    <li className="report-part">
      <strong>{t(`part.${part.part}`)}</strong>
      <div className="report-part-words">
        {counts.length > 0 && <p>{formats.list(counts)}</p>}
        {part.notes.map((note) => (
          <p key={note} className="small muted">
            <UntrustedText>{note}</UntrustedText>
          </p>
        ))}
      </div>
      <Badge tone={tone} icon={icon}>
        {t(key)}
      </Badge>
    </li>
  );
}
