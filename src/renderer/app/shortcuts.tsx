import { lazy, Suspense, useState } from 'react';
import { usePlace } from '../client/index.ts';
import { useKeys } from './use-keys.ts';
import { viewEntries } from './views.ts';

const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list.tsx')).ShortcutList }));

/** The keys that hold everywhere. */
export function Shortcuts() {
  const [, goTo] = usePlace();
  const [isShown, setShown] = useState(false);
  const goToView = Object.fromEntries(
    viewEntries.map(({ view }, index) => [`mod+${index + 1}`, () => goTo({ view, id: null })]),
  );
  useKeys({
    ...goToView,
    '?': () => setShown(true),
    '/': () => document.querySelector<HTMLElement>('[data-shortcut="search"]')?.focus(),
  });
  if (!isShown) return null;
  return (
    <Suspense>
      <ShortcutList onClose={() => setShown(false)} />
    </Suspense>
  );
}
