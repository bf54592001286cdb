import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useScrollAnchor } from './use-scroll-anchor.ts';
import './data-list.css';

/**
 * Rows of any number, of which only those in sight are in the document. One of them can be chosen, by arrow keys,
 * j and k, Home and End, or by pointing; Enter opens it. With `marks`, any number of them can be marked, by Space or
 * pointing. `rowAt` answers `undefined` for a row not loaded yet.
 */
export function DataList<Row>({
  label,
  count,
  rowAt,
  keyOf,
  rowHeight,
  selected,
  onSelect,
  onOpen,
  onEnter,
  onVisible,
  marks,
  children,
}: {
  readonly label: string;
  readonly count: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly keyOf: (row: Row) => string;
  /** Pixels. */
  readonly rowHeight: number;
  /** Index of the chosen row; -1: none. */
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  readonly onOpen?: ((index: number) => void) | undefined;
  /** Enter alone; pointing only chooses. */
  readonly onEnter?: (() => void) | undefined;
  /** The rows in sight, so that they can be loaded: first and one past the last. */
  readonly onVisible?: ((first: number, end: number) => void) | undefined;
  readonly marks?: { readonly has: (row: Row) => boolean; readonly toggle: (row: Row) => void } | undefined;
  readonly children: (row: Row | undefined, index: number) => ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const end = (rows.at(-1)?.index ?? -1) + 1;
  useEffect(() => onVisible?.(first, end), [onVisible, first, end]);
  const keyAt = (index: number) => {
    const row = rowAt(index);
    return row && keyOf(row);
  };
  useScrollAnchor(scroller, rowHeight, keyAt);
  const chosen = selected < 0 ? undefined : (keyAt(selected) ?? selected);
  // Only what a person chooses is brought into sight, not what new rows push around.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `chosen` stands for `selected`
  useEffect(() => {
    if (chosen !== undefined) virtual.scrollToIndex(selected, { align: 'auto' });
  }, [virtual, chosen]);

  const mark = (index: number) => {
    const row = rowAt(index);
    if (row !== undefined) marks?.toggle(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    if (event.key === 'Enter' && selected >= 0) (onOpen ?? onEnter)?.(selected);
    else if (event.key === ' ' && marks) mark(selected);
    else {
      const target = moved(event.key, selected, count, page);
      if (target === undefined) return;
      onSelect(target);
    }
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className="data-list"
      role="listbox"
      aria-label={label}
      aria-multiselectable={marks !== undefined}
      aria-activedescendant={selected >= first && selected < end ? `${id}-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="data-list-rows" role="presentation" style={{ blockSize: virtual.getTotalSize() }}>
        {rows.map(({ index, start, size }) => {
          const row = rowAt(index);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself listens to the keyboard
            // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus and points at the chosen row
            <div
              key={row === undefined ? index : keyOf(row)}
              id={`${id}-${index}`}
              role="option"
              className="data-list-row"
              aria-selected={marks === undefined ? index === selected : row !== undefined && marks.has(row)}
              data-current={index === selected}
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ blockSize: size, transform: `translateY(${start}px)` }}
              onClick={() => {
                onSelect(index);
                mark(index);
                onOpen?.(index);
              }}
            >
              {children(row, index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function moved(key: string, selected: number, count: number, page: number): number | undefined {
  const clamp = (index: number) => Math.min(count - 1, Math.max(0, index));
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return clamp(selected + 1);
    case 'ArrowUp':
    case 'k':
      return clamp(selected - 1);
    case 'PageDown':
      return clamp(selected + page);
    case 'PageUp':
      return clamp(selected - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
