import { useEffect, useRef } from 'react';

/** What keys do, by `KeyboardEvent.key`; with Ctrl (Command on a Mac) when the name begins with `mod+`. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>;

/** Keys that may repeat while they are held. */
const moving: ReadonlySet<string> = new Set(['j', 'k']);

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
      const key = latinKey(event);
      const act = newest.current[isCommand ? `mod+${key}` : key];
      if (act === undefined) return;
      event.preventDefault();
      // A key held down moves on, but never gives one answer after another.
      if (!event.repeat || moving.has(key)) act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** `KeyboardEvent.key`; on a keyboard of another script, the letter that stands on the same key of a Latin one. */
function latinKey({ key, code }: KeyboardEvent): string {
  const isForeign = key.length === 1 && key > '~';
  const [, letter] = /^(?:Key|Digit)(.)$/.exec(code) ?? [];
  return isForeign && letter !== undefined ? letter.toLowerCase() : key;
}

/** True where keys write text. */
function belongsToItself(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
