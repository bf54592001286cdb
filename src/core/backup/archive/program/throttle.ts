const intervalMs = 100;

/** Lets through one value in a tenth of a second, the first at once. */
export function throttled<T>(tell: (value: T) => void): (value: T) => void {
  let toldMs = Number.NEGATIVE_INFINITY;
  return (value) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < intervalMs) return;
    toldMs = nowMs;
    tell(value);
  };
}
