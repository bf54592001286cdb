import type { ChannelResult } from '../../../shared/ipc/contract.ts';
import { Icon } from '../../components/icon.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

type Destination = ChannelResult<'backup.state'>['destinations'][number];

/** Where backups lie, with what is to be known of each place. */
export function Places({ destinations }: { readonly destinations: readonly Destination[] }) {
  const { t } = useTranslator();
  return (
    <>
      <ul className="places">
        {destinations.map((place) => (
          <Place key={place.path} place={place} />
        ))}
      </ul>
      {!destinations.some(({ second }) => second) && <p className="muted">{t('schedule.noSecond')}</p>}
    </>
  );
}

function Place({ place }: { readonly place: Destination }) {
  const { t, formats } = useTranslator();
  const { path, second, same_disk, free_bytes, problem } = place;
  const isBad = problem !== null || (second && same_disk === true);
  return (
    <li className="place">
      <span className={isBad ? 'tone-attention' : 'muted'}>
        <Icon name={isBad ? 'warning' : 'folder'} />
      </span>
      <div className="place-words">
        <p>{t(second ? 'schedule.placeSecond' : 'schedule.placeMain')}</p>
        <p className="small">
          <code>
            <UntrustedText>{path}</UntrustedText>
          </code>
        </p>
        <p className="small muted">
          {problem === null ? (
            <>
              {free_bytes === null
                ? t('schedule.freeUnknown')
                : t('schedule.free', { size: formats.bytes(free_bytes) })}
              {second && same_disk !== null && (
                <> · {t(same_disk ? 'schedule.sameDisk' : 'schedule.otherDisk')}</>
              )}
            </>
          ) : (
            <UntrustedText>{problem}</UntrustedText>
          )}
        </p>
      </div>
    </li>
  );
}
