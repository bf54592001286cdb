import { useShell } from '../client/index.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useTranslator } from '../i18n/index.ts';
import { viewEntries } from './views.ts';
import './shortcut-list.css';

export function ShortcutList({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslator();
  const modifier = useShell()?.platform === 'darwin' ? '⌘' : 'Ctrl';
  const shortcuts: readonly { readonly keys: readonly string[]; readonly text: string }[] = [
    ...viewEntries.map(({ view }, index) => ({
      keys: [modifier, String(index + 1)],
      text: t('shortcuts.goTo', { screen: t(`view.${view}`) }),
    })),
    { keys: ['j'], text: t('shortcuts.next') },
    { keys: ['k'], text: t('shortcuts.previous') },
    { keys: ['a'], text: t('shortcuts.approve') },
    { keys: ['r'], text: t('shortcuts.reject') },
    { keys: ['e'], text: t('shortcuts.edit') },
    { keys: ['u'], text: t('shortcuts.undo') },
    { keys: ['/'], text: t('shortcuts.search') },
    { keys: ['Esc'], text: t('shortcuts.closeDetails') },
    { keys: ['?'], text: t('shortcuts.show') },
  ];
  return (
    <Dialog
      title={t('shortcuts.title')}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('action.close')}</Button>}
    >
      <ul className="shortcut-list">
        {shortcuts.map(({ keys, text }) => (
          <li key={text} className="shortcut">
            <span>{text}</span>
            <span className="shortcut-keys" dir="ltr">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
