import type { AuditVerification } from '../../../shared/audit.ts';
import { useCommand } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Icon } from '../../components/icon.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

const shownPlaces = 5;
const acknowledgeCommand = 'employee audit acknowledge';

/** The trail is not what was acknowledged: where, and what to do, before anything else on the screen. */
export function Compromised({
  verification,
  problem,
  onVerify,
}: {
  readonly verification: AuditVerification | undefined;
  /** What the employee found by itself, if anything. */
  readonly problem: string | null;
  readonly onVerify: () => void;
}) {
  const { t, formats } = useTranslator();
  const folder = useCommand('open.folder');
  const places = verification?.invalid_details ?? [];
  const left = places.length - shownPlaces;
  return (
    <section className="compromised" role="alert" aria-label={t('audit.compromised')}>
      <div className="compromised-head">
        <Icon name="warning" size={20} />
        <h2>{t('audit.compromised')}</h2>
      </div>
      <div className="compromised-body">
        <p>{t('audit.broken')}</p>
        <ul className="compromised-places">
          {places.length === 0 && problem !== null && (
            <li>
              <UntrustedText>{problem}</UntrustedText>
            </li>
          )}
          {places.slice(0, shownPlaces).map(({ file, line, reason }) => (
            <li key={`${file} ${line} ${reason}`}>
              <UntrustedText>
                {line === null
                  ? t('audit.brokenWhole', { file, reason })
                  : t('audit.brokenFile', { file, line: formats.number(line), reason })}
              </UntrustedText>
            </li>
          ))}
          {left > 0 && <li className="muted">{t('audit.brokenMore', { count: left })}</li>}
        </ul>
        <h3>{t('audit.doTitle')}</h3>
        <ol className="compromised-steps">
          <li>{t('audit.do.stop')}</li>
          <li>{t('audit.do.look')}</li>
          <li>{t('audit.do.restore')}</li>
          <li>
            {t('audit.do.acknowledge')} <code dir="ltr">{acknowledgeCommand}</code>
          </li>
        </ol>
        <div className="row">
          <Button icon="folder" onPress={() => void folder.run({ folder: 'audit' })}>
            {t('audit.openFolder')}
          </Button>
          <Button icon="check" onPress={onVerify}>
            {t('audit.verify')}
          </Button>
        </div>
        {folder.error && <ErrorNotice error={folder.error} />}
      </div>
    </section>
  );
}
