import type { ReactNode } from 'react';
import { IconButton } from '../components/button.tsx';
import { useTranslator } from '../i18n/index.ts';
import './screen.css';

/**
 * A screen: its heading, one column of at most 960 px, and beside it what is open of a list. `fill` gives the column
 * the height of the window, for lists that scroll by themselves.
 */
export function Screen({
  title,
  lead,
  actions,
  children,
  fill = false,
}: {
  readonly title: string;
  /** One quiet sentence beside the heading. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly fill?: boolean;
}) {
  return (
    <div className={fill ? 'screen screen-fill' : 'screen'}>
      <div className="screen-column">
        <header className="row-apart screen-head">
          <div className="screen-title">
            <h1>{title}</h1>
            {lead && <p className="muted">{lead}</p>}
          </div>
          {actions && <div className="row">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

/** A screen and, at its side, what is open in it; one above the other where there is no room. */
export function WithDetails({
  children,
  details,
}: {
  readonly children: ReactNode;
  readonly details: ReactNode | undefined;
}) {
  return (
    <div className={details === undefined ? 'with-details' : 'with-details with-details-open'}>
      <div className="with-details-main">{children}</div>
      {details}
    </div>
  );
}

export function DetailsPane({
  title,
  onClose,
  actions,
  children,
}: {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslator();
  return (
    <aside
      className="details"
      aria-label={t('app.details')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className="details-head">
        <h2 className="details-title">{title}</h2>
        {actions}
        <IconButton icon="cross" label={t('action.close')} onPress={onClose} />
      </header>
      <div className="details-body">{children}</div>
    </aside>
  );
}
