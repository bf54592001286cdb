import { useTranslator } from '../i18n/index.ts';
import { Button } from './button.tsx';
import './progress.css';

/** How far a piece of work has come, in its own units, and the way to end it. */
export function Progress({
  label,
  done,
  total,
  unit,
  leftMs,
  onCancel,
}: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'files';
  readonly leftMs?: number | undefined;
  readonly onCancel?: (() => void) | undefined;
}) {
  const { t, formats } = useTranslator();
  const show = unit === 'bytes' ? formats.bytes : formats.number;
  const count = t('progress.of', { done: show(done), total: show(total) });
  return (
    <div className="progress">
      <div className="row-apart">
        <span>{label}</span>
        <span className="muted small">
          {count}
          {leftMs !== undefined && ` · ${t('progress.left', { time: formats.duration(leftMs) })}`}
        </span>
      </div>
      <div className="row">
        <progress className="progress-bar" value={done} max={Math.max(total, 1)} aria-label={label} />
        {onCancel && (
          <Button kind="quiet" onPress={onCancel} label={t('progress.cancel', { work: label })}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
