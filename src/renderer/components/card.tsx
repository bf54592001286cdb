import { type ReactNode, useId } from 'react';
import './card.css';

/** Something a person acts on, set apart from the page. */
export function Card({ children, label }: { readonly children: ReactNode; readonly label?: string }) {
  return (
    <section className="card" aria-label={label}>
      {children}
    </section>
  );
}

/** A part of a screen with its heading, and what can be done with the whole of it. */
export function Section({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
