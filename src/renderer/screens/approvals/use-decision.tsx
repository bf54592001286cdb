import { useState } from 'react';
import type { ApprovalSummary } from '../../../shared/api.ts';
import { toClientError } from '../../client/client-error.ts';
import { type ClientError, useClient, useSession } from '../../client/index.ts';
import { useToasts } from '../../components/toasts.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { type PlainKey, useTranslator } from '../../i18n/index.ts';
import { undoSeconds } from './pace.ts';

export type Outcome = 'happened' | 'did_not_happen' | 'retry';

/** The answers a person can give to a request. Each tells what became of it in a toast; failures stay in `error`. */
export interface Decision {
  readonly running: boolean;
  readonly error: ClientError | undefined;
  readonly approve: () => Promise<void>;
  readonly reject: (reason: string) => Promise<void>;
  readonly revise: (changes: string) => Promise<void>;
  readonly edit: (action: number, set: Readonly<Record<string, unknown>>) => Promise<boolean>;
  readonly resolve: (outcome: Outcome) => Promise<void>;
  /** Takes back what was decided about a request, by its task, while that can be. */
  readonly undo: (id: string) => Promise<void>;
}

export function useDecision(summary: ApprovalSummary, onDecided: () => void): Decision {
  const { t } = useTranslator();
  const client = useClient();
  const { queries, place } = useSession();
  const toasts = useToasts();
  const [state, setState] = useState<Pick<Decision, 'running' | 'error'>>({
    running: false,
    error: undefined,
  });
  const id = summary.task_id;

  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setState({ running: true, error: undefined });
    try {
      await work();
      setState({ running: false, error: undefined });
      return true;
    } catch (error) {
      setState({ running: false, error: toClientError(error) });
      return false;
    } finally {
      queries.invalidate('approvals.list', 'approvals.show');
    }
  };

  const say = (key: PlainKey, canUndo: boolean) =>
    toasts.show({
      key: 'decision',
      icon: 'check',
      text: t(key),
      detail: <UntrustedText>{summary.sentence}</UntrustedText>,
      lastsMs: undoSeconds * 1_000,
      ...(canUndo && { action: { label: t('action.undo'), run: () => void undo(id) } }),
    });

  const undo = async (decided: string) => {
    if (!(await attempt(() => client.call('approvals.undo', { id: decided })))) return;
    toasts.hide('decision');
    place.set({ view: 'approvals', id: decided });
  };

  const decide = async (work: () => Promise<unknown>, key: PlainKey, canUndo: boolean) => {
    if (!(await attempt(work))) return;
    say(key, canUndo);
    onDecided();
  };

  return {
    ...state,
    undo,
    approve: () =>
      decide(
        () =>
          client.call('approvals.approve', { id, sha: summary.approval_sha256, undo_seconds: undoSeconds }),
        'approvals.approved',
        true,
      ),
    reject: (reason) =>
      decide(
        () =>
          client.call('approvals.reject', {
            id,
            undo_seconds: undoSeconds,
            ...(reason.trim() !== '' && { reason: reason.trim() }),
          }),
        'approvals.rejected',
        true,
      ),
    revise: (changes) =>
      decide(() => client.call('approvals.revise', { id, changes }), 'approvals.revised', false),
    resolve: (outcome) =>
      decide(() => client.call('recover.resolve', { id, outcome }), 'approvals.resolved', false),
    edit: async (action, set) => {
      const isDone = await attempt(() => client.call('approvals.edit', { id, action, set }));
      if (isDone) say('approvals.edited', false);
      return isDone;
    },
  };
}
