import { useEffect, useState } from 'react';
import { readingMs } from './pace.ts';

/** True once the page has been seen with this on it for `readingMs`. */
export function useOnScreen(what: string): boolean {
  const [seen, setSeen] = useState<string>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A window that is only now brought up begins anew: a press may have been meant for what covered it.
    const begin = () => {
      clearTimeout(timer);
      setSeen(undefined);
      if (document.visibilityState === 'visible') timer = setTimeout(() => setSeen(what), readingMs);
    };
    begin();
    document.addEventListener('visibilitychange', begin);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', begin);
    };
  }, [what]);
  return seen === what;
}
