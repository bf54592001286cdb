import { useEffect, useState } from 'react';

/** The value once it has stayed the same for a while: a search waits until the person pauses. */
export function useSettled<T>(value: T, restMs = 150): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return settled;
}
