import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';

/** The literal value of an argument: text as text, lists as lists, anything else as JSON. */
export function ArgumentValue({ value }: { readonly value: unknown }) {
  const { t } = useTranslator();
  if (value === '' || (Array.isArray(value) && value.length === 0)) {
    return <span className="muted">{t('text.empty')}</span>;
  }
  if (typeof value === 'string') {
    return (
      <span className="argument-text own-lines">
        <UntrustedText>{value}</UntrustedText>
      </span>
    );
  }
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return (
      <ul>
        {value.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same text may stand there twice, and never moves
          <li key={index} className="own-lines">
            <UntrustedText>{item}</UntrustedText>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <code className="argument-text own-lines">
      <UntrustedText>{JSON.stringify(value, null, 2)}</UntrustedText>
    </code>
  );
}
