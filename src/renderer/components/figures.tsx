import { useTranslator } from '../i18n/index.ts';

/** Money with its currency. What is only known from below says so. */
export function Money({
  value,
  currency = 'USD',
  isLowerBound = false,
}: {
  readonly value: number;
  readonly currency?: string;
  readonly isLowerBound?: boolean;
}) {
  const { t, formats } = useTranslator();
  const amount = formats.money(value, currency);
  return <span className="figure">{isLowerBound ? t('amount.atLeast', { amount }) : amount}</span>;
}
