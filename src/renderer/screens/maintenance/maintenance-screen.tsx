import { Screen } from '../../app/screen.tsx';
import { useCommand, usePlace } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { KeyValue } from '../../components/key-value.tsx';
import { Note } from '../../components/note.tsx';
import { useTranslator } from '../../i18n/index.ts';
import './maintenance.css';

const windows = ['weekly', 'monthly', 'quarterly'] as const;
const severities = ['p0', 'p1', 'p2', 'p3'] as const;

/** The runbook's maintenance windows and incident levels, and what can be done of them today. */
export function MaintenanceScreen() {
  const { t } = useTranslator();
  const [, goTo] = usePlace();
  const note = (
    <span className="row">
      <Button icon="audit" onPress={() => goTo({ view: 'audit', id: null })}>
        {t('maintenance.verify')}
      </Button>
      <Button icon="health" onPress={() => goTo({ view: 'health', id: null })}>
        {t('maintenance.health')}
      </Button>
    </span>
  );
  return (
    <Screen title={t('view.maintenance')}>
      <Note title={t('maintenance.disabled')} action={note} />
      <Section title={t('maintenance.windows')}>
        <ul className="windows">
          {windows.map((window) => (
            <li key={window} className="window">
              <span className="window-name">{t(`maintenance.${window}`)}</span>
              <div className="window-words">
                <p>{t(`maintenance.${window}At`)}</p>
                <p className="muted">{t(`maintenance.${window}Does`)}</p>
              </div>
              <Button disabled label={t('maintenance.runOf', { window: t(`maintenance.${window}`) })}>
                {t('maintenance.run')}
              </Button>
            </li>
          ))}
        </ul>
      </Section>
      <Incidents />
      <Section title={t('maintenance.severities')}>
        <KeyValue
          items={severities.map((level) => ({
            key: t(`maintenance.${level}`),
            value: t(`maintenance.${level}Is`),
          }))}
        />
      </Section>
    </Screen>
  );
}

function Incidents() {
  const { t } = useTranslator();
  const folder = useCommand('open.folder');
  return (
    <Section title={t('maintenance.incidents')}>
      <EmptyState
        icon="maintenance"
        title={t('maintenance.empty')}
        action={
          <Button icon="folder" onPress={() => void folder.run({ folder: 'vault' })}>
            {t('maintenance.openVault')}
          </Button>
        }
      >
        {t('maintenance.emptyHint')}
      </EmptyState>
      {folder.error && <ErrorNotice error={folder.error} />}
    </Section>
  );
}
