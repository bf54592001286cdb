import { type ReactNode, useEffect, useRef } from 'react';
import { StepRail } from '../components/step-rail.tsx';
import { useTranslator } from '../i18n/index.ts';
import './step-frame.css';

const steps = ['choose', 'inspect', 'select', 'confirm', 'done'] as const;

/** One step: where it stands among the five, its heading, what it shows, and the ways on. */
export function StepFrame({
  step,
  title,
  lead,
  mark,
  actions,
  children,
  fill = false,
}: {
  readonly step: (typeof steps)[number];
  readonly title: string;
  readonly lead?: ReactNode;
  /** A picture before the heading. */
  readonly mark?: ReactNode;
  /** Buttons, the one that goes on last. */
  readonly actions: ReactNode;
  readonly children?: ReactNode;
  /** The content scrolls by itself. */
  readonly fill?: boolean;
}) {
  const { t } = useTranslator();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever cannot see that the step has changed hears its heading.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="step-frame">
      <header className="step-frame-rail">
        <StepRail
          label={t('restore.steps')}
          names={steps.map((name) => t(`restore.step.${name}`))}
          current={steps.indexOf(step)}
        />
      </header>
      <main className={fill ? 'step-frame-main step-frame-fill' : 'step-frame-main'} aria-label={title}>
        <div className="step-frame-column">
          <div>
            <h1 ref={heading} tabIndex={-1} className="step-frame-title">
              {mark}
              {title}
            </h1>
            {lead && <p className="muted">{lead}</p>}
          </div>
          {children}
        </div>
      </main>
      <footer className="step-frame-actions">{actions}</footer>
    </div>
  );
}
