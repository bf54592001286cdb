import { useQuery } from '../client/index.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { useTranslator } from '../i18n/index.ts';
import type { DifferenceRow } from './draft.ts';
import './text-difference.css';

type Version = DifferenceRow['live'];

/** Line by line, what the restore would change in one file. */
export function TextDifference({ archive, row }: { readonly archive: string; readonly row: DifferenceRow }) {
  const { t } = useTranslator();
  const { data, error, again } = useQuery('restore.text-difference', { archive, path: row.path });
  return (
    <section className="text-difference" aria-label={t('diff.title')}>
      <header>
        <h2 className="text-difference-path">
          <UntrustedText>{row.path}</UntrustedText>
        </h2>
        <p className="small muted">
          <VersionWords k="diff.archived" version={row.archived} />
        </p>
        <p className="small muted">
          <VersionWords k="diff.live" version={row.live} />
        </p>
      </header>
      {error && <ErrorNotice error={error} onRetry={again} />}
      {!data && !error && <Skeleton lines={5} />}
      {data?.kind === 'not_text' && (
        <p className="muted">
          <UntrustedText>{data.reason}</UntrustedText>
        </p>
      )}
      {data?.kind === 'text' && <Lines lines={data.lines} />}
    </section>
  );
}

function VersionWords({
  k,
  version,
}: {
  readonly k: 'diff.archived' | 'diff.live';
  readonly version: Version;
}) {
  const { t, formats } = useTranslator();
  const words =
    version === null
      ? t('diff.notThere')
      : t('diff.version', {
          size: formats.bytes(version.size),
          time: formats.dayAndTime(new Date(version.mtime)),
        });
  return t(k, { version: words });
}

interface Line {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}

const signs = { same: ' ', added: '+', removed: '−', gap: '⋯' } as const;

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslator();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and a section would be one landmark more
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
    <div className="diff" role="group" aria-label={t('diff.title')} tabIndex={0}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one answer never change places
        <div key={index} className={`diff-line diff-${line.kind}`}>
          <span className="diff-sign" aria-hidden="true">
            {signs[line.kind]}
          </span>
          {(line.kind === 'added' || line.kind === 'removed') && (
            <span className="visually-hidden">{t(`diff.${line.kind}`)}</span>
          )}
          <span className="diff-text">
            {line.kind === 'gap' ? t('diff.gap') : <UntrustedText>{line.text}</UntrustedText>}
          </span>
        </div>
      ))}
    </div>
  );
}
