import { type RefObject, useLayoutEffect, useRef } from 'react';

/** New rows above what is read are looked for this far. */
const reach = 400;

interface Anchor {
  readonly key: string;
  readonly index: number;
}

/**
 * Keeps the row at the top of a scrolled list where it is while rows come or go above it. At its very top a list shows
 * what is new.
 *
 * @param keyAt key of a row; `undefined` for one that is not loaded
 */
export function useScrollAnchor(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  keyAt: (index: number) => string | undefined,
): void {
  const anchor = useRef<Anchor>(undefined);
  useLayoutEffect(() => {
    const list = scroller.current;
    if (list === null) return;
    const held = anchor.current;
    const moved = held && list.scrollTop > 0 ? distanceOf(held, keyAt) : 0;
    if (moved !== 0) list.scrollTop += moved * rowHeight;
    const index = Math.ceil(list.scrollTop / rowHeight);
    const key = keyAt(index);
    anchor.current = key === undefined ? undefined : { key, index };
  });
}

/** How many rows further down the anchor is now; 0 when it is not found. */
function distanceOf({ key, index }: Anchor, keyAt: (index: number) => string | undefined): number {
  for (let distance = 0; distance <= reach; distance += 1) {
    if (keyAt(index + distance) === key) return distance;
    if (keyAt(index - distance) === key) return -distance;
  }
  return 0;
}
