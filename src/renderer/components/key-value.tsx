import type { ReactNode } from 'react';
import './key-value.css';

/** Names and what they stand for, in two columns that become one when there is no room. */
export function KeyValue({
  items,
}: {
  readonly items: readonly { readonly key: string; readonly value: ReactNode }[];
}) {
  return (
    <dl className="key-value">
      {items.map(({ key, value }) => (
        <div key={key} className="key-value-item">
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
