import { useClient, useCommand, useShell, useStatus } from '../client/index.ts';
import { Badge } from '../components/badge.tsx';
import { Button } from '../components/button.tsx';
import { useToasts } from '../components/toasts.tsx';
import { UntrustedText } from '../components/untrusted-text.tsx';
import { useTranslator } from '../i18n/index.ts';
import { dropToast } from './drop-toast.tsx';
import { stateWord } from './state-word.ts';
import './title-bar.css';

/** Whose desk this is, how things are, and the way to give the employee work. */
export function TitleBar() {
  const translator = useTranslator();
  const { t } = translator;
  const shell = useShell();
  const status = useStatus();
  const client = useClient();
  const toasts = useToasts();
  const pause = useCommand('pause');
  const resume = useCommand('resume');
  const word = stateWord(shell, status);
  const chooseFiles = async () => {
    toasts.show(
      dropToast(translator, await client.call('files.choose', {}).catch((error: unknown) => error)),
    );
  };
  return (
    <header className="title-bar">
      <p className="title-bar-name truncate">
        <UntrustedText>{shell?.workspace?.name ?? t('app.name')}</UntrustedText>
      </p>
      <span role="status">
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
        <Button kind="primary" icon="drop" onPress={() => void chooseFiles()}>
          {t('action.dropFiles')}
        </Button>
      </div>
    </header>
  );
}
