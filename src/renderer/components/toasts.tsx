import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useTranslator } from '../i18n/index.ts';
import { Button, IconButton } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import './toasts.css';

export interface Toast {
  /** A newer toast with the same key takes the place of the former. */
  readonly key: string;
  readonly icon?: IconName;
  readonly text: ReactNode;
  readonly detail?: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** It goes by itself after this time. */
  readonly lastsMs: number;
}

export interface Toasts {
  readonly show: (toast: Toast) => void;
  readonly hide: (key: string) => void;
}

const ToastsContext = createContext<Toasts | undefined>(undefined);

/** Says what was just done, and for a few seconds how to take it back. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext);
  if (toasts === undefined) throw new Error('no toast region around this component');
  return toasts;
}

export function ToastRegion({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslator();
  const [shown, setShown] = useState<readonly Toast[]>([]);
  const hide = useCallback((key: string) => setShown((now) => now.filter((toast) => toast.key !== key)), []);
  const show = useCallback(
    (toast: Toast) => setShown((now) => [...now.filter(({ key }) => key !== toast.key), toast].slice(-3)),
    [],
  );
  const toasts = useMemo(() => ({ show, hide }), [show, hide]);
  return (
    <ToastsContext value={toasts}>
      {children}
      <section className="toasts" aria-label={t('toast.region')} aria-live="polite">
        {shown.map((toast) => (
          <ToastView key={toast.key} toast={toast} onHide={hide} />
        ))}
      </section>
    </ToastsContext>
  );
}

function ToastView({ toast, onHide }: { readonly toast: Toast; readonly onHide: (key: string) => void }) {
  const { t } = useTranslator();
  useEffect(() => {
    const timer = setTimeout(() => onHide(toast.key), toast.lastsMs);
    return () => clearTimeout(timer);
  }, [toast, onHide]);
  const { action } = toast;
  return (
    <div className="toast">
      {toast.icon && <Icon name={toast.icon} />}
      <div className="toast-words">
        <p>{toast.text}</p>
        {toast.detail && <p className="small muted">{toast.detail}</p>}
      </div>
      {action && (
        <Button
          kind="quiet"
          onPress={() => {
            onHide(toast.key);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="cross" label={t('action.close')} onPress={() => onHide(toast.key)} />
    </div>
  );
}
