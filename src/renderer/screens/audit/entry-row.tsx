import type { AuditEntry } from '../../../shared/audit.ts';
import { nameOfTask } from '../../components/task-name.ts';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Word } from '../../components/words.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** One line of the trail. */
export function EntryRow({ entry }: { readonly entry: AuditEntry | undefined }) {
  const { t, formats } = useTranslator();
  if (entry === undefined) return null;
  const { seq, timestamp, action, task_id, result, error } = entry;
  const at = new Date(timestamp);
  return (
    <span className="entry-row">
      <time className="entry-time small muted" dateTime={timestamp} title={formats.exact(at)}>
        {formats.moment(at)}
      </time>
      <span className={`truncate ${error === null ? '' : 'tone-danger'}`}>
        <Word group="did" name={action} />
      </span>
      <span className="entry-task truncate muted">
        {task_id === null ? t('audit.system') : <UntrustedText>{nameOfTask(task_id)}</UntrustedText>}
      </span>
      <span className="entry-result truncate small muted">
        {result !== 'success' && <UntrustedText>{result}</UntrustedText>}
      </span>
      <span className="entry-seq small muted">{formats.number(seq)}</span>
    </span>
  );
}
