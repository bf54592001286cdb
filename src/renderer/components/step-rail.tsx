import { useTranslator } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import './step-rail.css';

/** Where in a fixed order of steps the person is. */
export function StepRail({
  label,
  names,
  current,
}: {
  readonly label: string;
  readonly names: readonly string[];
  readonly current: number;
}) {
  const { formats } = useTranslator();
  return (
    <ol className="step-rail" aria-label={label}>
      {names.map((name, index) => (
        <li key={name} className="step-rail-item" aria-current={index === current ? 'step' : undefined}>
          <span className="step-rail-mark">
            {index < current ? <Icon name="check" /> : formats.number(index + 1)}
          </span>
          <span className="step-rail-name">{name}</span>
        </li>
      ))}
    </ol>
  );
}
