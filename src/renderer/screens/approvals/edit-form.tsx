import { useState } from 'react';
import type { ApprovalAction } from '../../../shared/approval.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/fields.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { changedArguments, draftOf, isValid } from './argument-draft.ts';
import type { Decision } from './use-decision.tsx';

/** The arguments of the calls, to be changed before they are asked about again. */
export function EditForm({
  actions,
  decision,
  onDone,
}: {
  readonly actions: readonly ApprovalAction[];
  readonly decision: Decision;
  readonly onDone: () => void;
}) {
  const { t } = useTranslator();
  const [position, setPosition] = useState(0);
  const action = actions[position];
  const [draft, setDraft] = useState(() => draftOf(action?.arguments ?? {}));
  if (action === undefined) return null;
  const isSound = Object.entries(draft).every(([key, text]) => isValid(action.arguments[key], text));
  const changes = isSound ? changedArguments(action.arguments, draft) : {};
  const isChanged = Object.keys(changes).length > 0;
  const goTo = (next: number) => {
    setPosition(next);
    setDraft(draftOf(actions[next]?.arguments ?? {}));
  };
  const save = async () => {
    if (isChanged && (await decision.edit(position + 1, changes))) onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <div className="row-apart">
        <h3>{t('approvals.editTitle', { position: position + 1, tool: action.tool })}</h3>
        {actions.length > 1 && (
          <Button kind="quiet" icon="chevron" onPress={() => goTo((position + 1) % actions.length)}>
            {t('shortcuts.next')}
          </Button>
        )}
      </div>
      <div className="edit-fields">
        {Object.entries(draft).map(([key, text], index) => (
          <TextField
            key={key}
            label={key}
            value={text}
            lines={text.length > 60 || text.includes('\n') ? 4 : 1}
            mono={typeof action.arguments[key] !== 'string'}
            error={isValid(action.arguments[key], text) ? undefined : t('approvals.notJson')}
            autoFocus={index === 0}
            onChange={(value) => setDraft({ ...draft, [key]: value })}
          />
        ))}
      </div>
      <p className="muted small">{t('approvals.editHint')}</p>
      <div className="row decision-form-actions">
        <Button onPress={onDone}>{t('action.cancel')}</Button>
        <Button type="submit" disabled={!isChanged} pending={decision.running}>
          {t('approvals.saveEdit')}
        </Button>
      </div>
    </form>
  );
}
