import { useState } from 'react';
import type { LogServiceName } from '../../../shared/commands/logs.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { SearchField, Switch } from '../../components/fields.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useToasts } from '../../components/toasts.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { LogLines } from './log-lines.tsx';
import { useFind } from './use-find.ts';
import { useLog } from './use-log.ts';

/** One log: its newest lines, and the search in them. */
export function LogView({ service, errors }: { readonly service: LogServiceName; readonly errors: boolean }) {
  const { t } = useTranslator();
  const log = useLog(service, errors);
  const find = useFind(log.lines);
  const [isFollowing, setFollowing] = useState(true);
  const step = (by: 1 | -1) => {
    setFollowing(false);
    find.step(by);
  };
  return (
    <>
      <search className="row toolbar">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside holds the focus */}
        <div
          className="log-find"
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            step(event.shiftKey ? -1 : 1);
          }}
        >
          <SearchField label={t('logs.find')} value={find.text} onChange={find.setText} />
        </div>
        {find.text !== '' && <Places find={find} onStep={step} />}
        <div className="log-controls">
          <Switch selected={isFollowing} onChange={setFollowing}>
            {t('logs.follow')}
          </Switch>
          <Copy texts={log.lines.map(({ text }) => text)} />
        </div>
      </search>
      {log.error && <ErrorNotice error={log.error} onRetry={log.again} />}
      {!log.isLoaded && !log.error && <Skeleton lines={8} />}
      {log.isLoaded && log.lines.length === 0 && (
        <EmptyState icon={errors ? 'ok' : 'logs'} title={t(errors ? 'logs.noErrors' : 'logs.empty')}>
          {t(errors ? 'logs.noErrorsHint' : 'logs.emptyHint')}
        </EmptyState>
      )}
      {log.lines.length > 0 && (
        <LogLines
          lines={log.lines}
          find={find.text}
          shown={find.line}
          isFollowing={isFollowing}
          onFollow={setFollowing}
        />
      )}
    </>
  );
}

function Places({
  find,
  onStep,
}: {
  readonly find: ReturnType<typeof useFind>;
  readonly onStep: (by: 1 | -1) => void;
}) {
  const { t, formats } = useTranslator();
  const { count, position } = find;
  const words =
    position === -1
      ? t('logs.found', { count })
      : t('logs.foundAt', { position: formats.number(position + 1), count });
  return (
    <span className="row">
      <span className="small muted" role="status">
        {count === 0 ? t('logs.notFound') : words}
      </span>
      <IconButton icon="up" label={t('logs.previous')} disabled={count === 0} onPress={() => onStep(-1)} />
      <IconButton icon="down" label={t('logs.next')} disabled={count === 0} onPress={() => onStep(1)} />
    </span>
  );
}

function Copy({ texts }: { readonly texts: readonly string[] }) {
  const { t } = useTranslator();
  const toasts = useToasts();
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(texts.join('\n')).then(
      () => true,
      () => false,
    );
    const text = copied ? t('logs.copied', { count: texts.length }) : t('logs.copyFailed');
    toasts.show({ key: 'log copy', icon: copied ? 'check' : 'warning', text, lastsMs: 4_000 });
  };
  return (
    <Button disabled={texts.length === 0} onPress={() => void copy()}>
      {t('logs.copy')}
    </Button>
  );
}
