import { Icon } from '../../components/icon.tsx';
import { useTranslator } from '../../i18n/index.ts';

const names = ['first.stepWorkspace', 'first.stepModel', 'first.stepFile', 'first.stepDone'] as const;

/** Where in the set-up the person is. */
export function StepRail({ current }: { readonly current: number }) {
  const { t, formats } = useTranslator();
  return (
    <ol className="step-rail" aria-label={t('first.steps')}>
      {names.map((name, index) => (
        <li key={name} className="step-rail-item" aria-current={index === current ? 'step' : undefined}>
          <span className="step-rail-mark">
            {index < current ? <Icon name="check" /> : formats.number(index + 1)}
          </span>
          <span className="step-rail-name">{t(name)}</span>
        </li>
      ))}
    </ol>
  );
}
