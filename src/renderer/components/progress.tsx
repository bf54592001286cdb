import { useTranslator } from '../i18n/index.ts';
import { Button } from './button.tsx';
import './progress.css';

/** How far a piece of work has come, in its own units, and the way to end it. A `total` of 0: nobody knows yet. */
export function Progress({
  label,
  done,
  total,
  unit,
  files,
  leftMs,
  onCancel,
  hideLabel = false,
}: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'files';
  /** Beside bytes. */
  readonly files?: { readonly done: number; readonly total: number } | undefined;
  readonly leftMs?: number | undefined;
  readonly onCancel?: (() => void) | undefined;
  /** It stands beside it already. */
  readonly hideLabel?: boolean;
}) {
  const { t, formats } = useTranslator();
  const show = unit === 'bytes' ? formats.bytes : formats.number;
  const facts = [
    ...(total > 0 ? [t('progress.of', { done: show(done), total: show(total) })] : []),
    ...(files ? [t('progress.files', { done: formats.number(files.done), count: files.total })] : []),
    ...(leftMs === undefined ? [] : [t('progress.left', { time: formats.duration(leftMs) })]),
  ];
  const words = <span className="muted small">{facts.join(' · ')}</span>;
  return (
    <div className="progress">
      {!hideLabel && (
        <div className="row-apart">
          <span>{label}</span>
          {words}
        </div>
      )}
      <div className="row">
        <progress
          className="progress-bar"
          {...(total > 0 && { value: done, max: total })}
          aria-label={label}
        />
        {onCancel && (
          <Button kind="quiet" onPress={onCancel} label={t('progress.cancel', { work: label })}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
      {hideLabel && facts.length > 0 && words}
    </div>
  );
}
