import { useCommand, useShell } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/card.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { ChoiceSetting, type SettingsByPath, WrittenSetting } from './setting-field.tsx';
import { WorkspaceChange } from './workspace-change.tsx';

/** Each folder, where it usually is in the workspace, and the setting that moves it. */
const folders = [
  { folder: 'inbox', usual: 'watch_inbox', path: 'paths.watchInbox' },
  { folder: 'vault', usual: 'obsidian_vault', path: 'paths.vault' },
  { folder: 'audit', usual: 'audit_logs', path: 'paths.auditLogs' },
  { folder: 'backups', usual: 'backups', path: undefined },
  { folder: 'logs', usual: 'logs', path: undefined },
  { folder: 'quarantine', usual: 'task_queue/quarantine', path: undefined },
] as const;

export function FoldersSection({ settings }: { readonly settings: SettingsByPath }) {
  const { t } = useTranslator();
  const workspace = useShell()?.workspace;
  const open = useCommand('open.folder');
  return (
    <div className="settings-form">
      <Section title={t('settings.folders')} actions={<WorkspaceChange />}>
        <ul className="folders">
          <FolderLine
            name={t('settings.folder.workspace')}
            where={workspace?.path ?? t('unknown')}
            onOpen={() => void open.run({ folder: 'workspace' })}
          />
          {folders.map(({ folder, usual, path }) => {
            const moved = path === undefined ? undefined : settings.get(path)?.value;
            return (
              <FolderLine
                key={folder}
                name={t(`settings.folder.${folder}`)}
                where={typeof moved === 'string' ? moved : usual}
                onOpen={() => void open.run({ folder })}
              />
            );
          })}
        </ul>
        {open.error && <ErrorNotice error={open.error} />}
      </Section>
      <Section title={t('settings.files')}>
        <div className="settings-form">
          <ChoiceSetting path="intake.after" settings={settings} />
          <WrittenSetting path="intake.extensions" settings={settings} />
        </div>
      </Section>
    </div>
  );
}

function FolderLine({
  name,
  where,
  onOpen,
}: {
  readonly name: string;
  readonly where: string;
  readonly onOpen: () => void;
}) {
  const { t } = useTranslator();
  return (
    <li className="folder">
      <span>{name}</span>
      <code className="truncate muted">
        <UntrustedText>{where}</UntrustedText>
      </code>
      <Button kind="quiet" label={t('settings.openOf', { folder: name })} onPress={onOpen}>
        {t('settings.open')}
      </Button>
    </li>
  );
}
