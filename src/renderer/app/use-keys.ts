import { useEffect, useRef } from 'react';

/** What keys do, by `KeyboardEvent.key`; with Ctrl (Command on a Mac) when the name begins with `mod+`. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>;

/** Listens to the window's keys, except where a person writes and behind an open dialog. */
export function useKeys(keys: Keys): void {
  const newest = useRef(keys);
  useEffect(() => {
    newest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const isCommand = event.ctrlKey || event.metaKey;
      if (!isCommand && belongsToItself(event.target)) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null) return;
      const act = newest.current[isCommand ? `mod+${event.key}` : event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** True where keys write text. */
function belongsToItself(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
