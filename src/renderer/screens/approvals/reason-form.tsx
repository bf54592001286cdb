import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/fields.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** A few words with a decision. Ctrl+Enter sends them. */
export function ReasonForm({
  label,
  hint,
  submit,
  kind,
  isRequired = false,
  pending,
  onSubmit,
  onCancel,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  readonly kind: 'danger' | 'plain';
  readonly isRequired?: boolean;
  readonly pending: boolean;
  readonly onSubmit: (text: string) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslator();
  const [text, setText] = useState('');
  const canSubmit = !isRequired || text.trim() !== '';
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSubmit) onSubmit(text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && canSubmit) onSubmit(text);
      }}
    >
      <TextField label={label} value={text} onChange={setText} lines={2} description={hint} autoFocus />
      <div className="row decision-form-actions">
        <Button onPress={onCancel}>{t('action.cancel')}</Button>
        <Button type="submit" kind={kind} disabled={!canSubmit} pending={pending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
