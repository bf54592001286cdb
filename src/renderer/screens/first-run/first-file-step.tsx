import type { DropResult } from '../../../shared/ipc/shell-channels.ts';
import { DropTarget } from '../../app/drop-target.tsx';
import { useCommand } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icon.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** A first file: dropped, chosen, or the example. */
export function FirstFileStep({
  onTaken,
  onSkip,
}: {
  readonly onTaken: (result: DropResult) => void;
  readonly onSkip: () => void;
}) {
  const { t } = useTranslator();
  const choose = useCommand('files.choose');
  const example = useCommand('files.example');
  const take = (result: DropResult | undefined) => {
    if (result) onTaken(result);
  };
  const error = choose.error ?? example.error;
  return (
    <DropTarget onDropped={take}>
      <section className="first-step">
        <h1>{t('first.fileTitle')}</h1>
        <div className="first-drop">
          <Icon name="inbox" size={32} />
          <p>{t('first.fileLead')}</p>
          <p className="muted small">{t('drop.hint')}</p>
        </div>
        {error && <ErrorNotice error={error} />}
        <div className="first-actions">
          <Button kind="quiet" onPress={onSkip}>
            {t('first.skip')}
          </Button>
          <Button icon="file" pending={choose.running} onPress={() => void choose.run({}).then(take)}>
            {t('first.chooseFile')}
          </Button>
          <Button kind="primary" pending={example.running} onPress={() => void example.run({}).then(take)}>
            {t('first.useExample')}
          </Button>
        </div>
      </section>
    </DropTarget>
  );
}
