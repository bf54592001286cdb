import type { AuditEntry } from '../../../shared/audit.ts';
import type { Task } from '../../../shared/task.ts';
import { KeyValue } from '../../components/key-value.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { Word } from '../../components/words.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** The task in a few lines: result, kind, times, cost. */
export function TaskFacts({ task, audit }: { readonly task: Task; readonly audit: readonly AuditEntry[] }) {
  const { t } = useTranslator();
  const { result, type, priority, created_at, completed_at, attempts, task_id } = task;
  const items = [
    ...(result ? [{ key: t('task.result'), value: <UntrustedText>{result}</UntrustedText> }] : []),
    { key: t('task.kind'), value: <Word group="task.type" name={type ?? 'other'} /> },
    { key: t('task.priority'), value: <Word group="task.priority" name={priority ?? 'normal'} /> },
    ...(created_at ? [{ key: t('task.created'), value: <RelativeTime at={created_at} /> }] : []),
    ...(completed_at ? [{ key: t('task.finished'), value: <RelativeTime at={completed_at} /> }] : []),
    ...(attempts && attempts > 1 ? [{ key: t('task.attempts'), value: attempts }] : []),
    { key: t('task.cost'), value: <Cost task={task} audit={audit} /> },
    {
      key: t('task.id'),
      value: (
        <code className="small">
          <UntrustedText>{task_id}</UntrustedText>
        </code>
      ),
    },
  ];
  return <KeyValue items={items} />;
}

/** What is not recorded is unknown, never zero. */
function Cost({ task: { usage }, audit }: { readonly task: Task; readonly audit: readonly AuditEntry[] }) {
  const { t, formats } = useTranslator();
  if (usage === undefined) {
    const askedModel = audit.some(({ action }) => action === 'llm_reasoning');
    return askedModel ? t('task.costUnknown') : t('task.costNone');
  }
  if (usage.model === 'local') return t('task.costNone');
  return (
    <>
      <UntrustedText>
        {t('task.costOf', { amount: formats.usd(usage.cost_usd), model: usage.model })}
      </UntrustedText>
      <span className="small muted block">
        {t('task.tokens', {
          sent: formats.number(usage.prompt_tokens),
          received: formats.number(usage.completion_tokens),
        })}
      </span>
    </>
  );
}
