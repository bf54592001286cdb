import { useEffect, useState } from 'react';
import type { FolderInspection } from '../../../shared/shell.ts';
import { useCommand } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Switch } from '../../components/fields.tsx';
import { Icon } from '../../components/icon.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

const kinds = {
  new: { name: 'first.kindNew', open: 'first.create' },
  workspace: { name: 'first.kindWorkspace', open: 'first.open' },
  original: { name: 'first.kindOriginal', open: 'first.adopt' },
  unusable: { name: 'first.kindUnusable', open: 'first.open' },
} as const;

/** The folder to work in: the suggested one, or one that is chosen, with what would happen to it. */
export function WorkspaceStep({
  suggested,
  onOpened,
}: {
  readonly suggested: string | undefined;
  readonly onOpened: () => void;
}) {
  const { t } = useTranslator();
  const [folder, setFolder] = useState<FolderInspection>();
  const [isMine, setMine] = useState(false);
  const choose = useCommand('workspace.choose');
  const inspect = useCommand('workspace.inspect');
  const open = useCommand('workspace.open');
  const { run: look } = inspect;
  useEffect(() => {
    if (suggested !== undefined) void look({ path: suggested }).then((found) => found && setFolder(found));
  }, [look, suggested]);

  const chooseOther = async () => {
    const chosen = await choose.run({});
    if (chosen) setFolder(chosen);
  };
  const openIt = async ({ path, kind }: FolderInspection) => {
    // What is made here and now is the person's own.
    const opened = await open.run({ path, trust: kind === 'new' || isMine });
    if (opened) onOpened();
  };
  const error = open.error ?? choose.error ?? inspect.error;
  return (
    <section className="first-step">
      <h1>{t('first.workspaceTitle')}</h1>
      <p className="muted">{t('first.workspaceLead')}</p>
      {!folder && !error && <Skeleton lines={3} />}
      {folder && <Folder folder={folder} />}
      {(folder?.kind === 'workspace' || folder?.kind === 'original') && (
        <div>
          <Switch selected={isMine} onChange={setMine}>
            {t('first.trust')}
          </Switch>
          <p className="muted small">{t('first.trustHint')}</p>
        </div>
      )}
      {error && <ErrorNotice error={error} />}
      <div className="first-actions">
        <Button icon="folder" pending={choose.running} onPress={() => void chooseOther()}>
          {t('first.chooseOther')}
        </Button>
        {folder && folder.kind !== 'unusable' && (
          <Button kind="primary" pending={open.running} onPress={() => void openIt(folder)}>
            {t(kinds[folder.kind].open)}
          </Button>
        )}
      </div>
    </section>
  );
}

function Folder({ folder }: { readonly folder: FolderInspection }) {
  const { t, formats } = useTranslator();
  const { kind, path, message, tasks, notes } = folder;
  return (
    <div className="first-folder">
      <span className={kind === 'unusable' ? 'tone-danger' : 'tone-accent'}>
        <Icon name={kind === 'unusable' ? 'warning' : 'folder'} size={20} />
      </span>
      <div className="stack">
        <p>
          <strong>{t(kinds[kind].name)}</strong>
          {tasks + notes > 0 && (
            <span className="muted small first-holds">
              {formats.list([t('first.tasks', { count: tasks }), t('first.notes', { count: notes })])}
            </span>
          )}
        </p>
        <code>
          <UntrustedText>{path}</UntrustedText>
        </code>
        <p className="muted">
          <UntrustedText>{message}</UntrustedText>
        </p>
      </div>
    </div>
  );
}
