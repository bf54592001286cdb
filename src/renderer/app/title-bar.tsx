import { useCommand, useShell, useStatus } from '../client/index.ts';
import { Badge } from '../components/badge.tsx';
import { Button } from '../components/button.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { useTranslator } from '../i18n/index.ts';
import { stateWord } from './state-word.ts';
import { useChooseFiles } from './use-choose-files.tsx';
import './title-bar.css';

/** Whose desk this is, how things are, and the way to give the employee work. */
export function TitleBar() {
  const { t } = useTranslator();
  const shell = useShell();
  const status = useStatus();
  const pause = useCommand('pause');
  const resume = useCommand('resume');
  const word = stateWord(shell, status);
  const chooseFiles = useChooseFiles();
  return (
    <header className="title-bar">
      <p className="title-bar-name truncate">
        <UntrustedText>{shell?.workspace?.name ?? t('app.name')}</UntrustedText>
      </p>
      <span role="status" className="title-bar-state">
        <Badge tone={word.tone} icon={word.icon}>
          {t(word.key)}
        </Badge>
      </span>
      {shell?.employee.state === 'attached' && <Badge icon="outside">{t('state.attached')}</Badge>}
      <div className="title-bar-actions">
        {status && (
          <Button
            kind="quiet"
            icon={status.paused ? 'play' : 'pause'}
            pending={pause.running || resume.running}
            onPress={() => void (status.paused ? resume : pause).run({})}
          >
            {t(status.paused ? 'action.resume' : 'action.pause')}
          </Button>
        )}
        <Button kind="primary" icon="drop" onPress={chooseFiles}>
          {t('action.dropFiles')}
        </Button>
      </div>
    </header>
  );
}
