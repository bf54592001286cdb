import { useState } from 'react';
import type { Task, TaskState } from '../../../shared/task.ts';
import { useCommand, usePlace } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useToasts } from '../../components/toasts.tsx';
import { useTranslator } from '../../i18n/index.ts';

const lastsMs = 5_000;

/** What a person can do with a task where it is now. */
export function TaskActions({ task, state }: { readonly task: Task; readonly state: TaskState }) {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const toasts = useToasts();
  const [isAsking, setAsking] = useState(false);
  const retry = useCommand('tasks.retry');
  const cancel = useCommand('tasks.cancel');
  const note = useCommand('open.note');
  const original = useCommand('open.original');
  const { task_id } = task;
  const say = (text: string) => toasts.show({ key: `task ${task_id}`, icon: 'check', text, lastsMs });
  const doAgain = async () => {
    if ((await retry.run({ id: task_id })) === undefined) return;
    setAsking(false);
    say(t('task.retried'));
  };
  const takeBack = async () => {
    if ((await cancel.run({ id: task_id })) !== undefined) say(t('task.cancelled'));
  };
  const error = cancel.error ?? note.error ?? original.error;
  return (
    <div className="stack">
      <div className="row">
        {state === 'approvals' && (
          <Button kind="primary" onPress={() => goTo({ view: 'approvals', id: task_id })}>
            {t('task.openRequest')}
          </Button>
        )}
        {task.note && (
          <Button icon="note" onPress={() => void note.run({ task_id })}>
            {t('task.openNote')}
          </Button>
        )}
        <Button icon="folder" onPress={() => void original.run({ task_id })}>
          {t('original.show')}
        </Button>
        {state === 'completed' && (
          <Button icon="retry" onPress={() => setAsking(true)}>
            {t('task.retry')}
          </Button>
        )}
        {(state === 'inbox' || state === 'approvals') && (
          <Button kind="danger" icon="cross" pending={cancel.running} onPress={() => void takeBack()}>
            {t('task.cancel')}
          </Button>
        )}
      </div>
      {error && <ErrorNotice error={error} />}
      {isAsking && (
        <Confirm
          title={t('task.retryTitle')}
          action={t('task.retry')}
          running={retry.running}
          error={retry.error}
          onConfirm={() => void doAgain()}
          onClose={() => setAsking(false)}
        >
          <p>{t('task.retryHint')}</p>
        </Confirm>
      )}
    </div>
  );
}
