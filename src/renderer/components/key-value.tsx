import type { ReactNode } from 'react';
import './key-value.css';

/** A line; `id` tells it from the others where its name is more than text. */
export type KeyValueItem =
  | { readonly key: string; readonly value: ReactNode }
  | { readonly id: string; readonly key: ReactNode; readonly value: ReactNode };

/** Names and what they stand for, in two columns that become one when there is no room. */
export function KeyValue({ items }: { readonly items: readonly KeyValueItem[] }) {
  return (
    <dl className="key-value">
      {items.map((item) => (
        <div key={'id' in item ? item.id : item.key} className="key-value-item">
          <dt>{item.key}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
