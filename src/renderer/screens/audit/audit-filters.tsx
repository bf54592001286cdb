import { Button } from '../../components/button.tsx';
import { DateField } from '../../components/date-field.tsx';
import { SearchField } from '../../components/fields.tsx';
import { Select } from '../../components/select.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { type AuditFilters, auditKinds, auditPeriods } from './audit-question.ts';

export function AuditFilterBar({
  filters,
  onChange,
  from,
  onShowNewest,
}: {
  readonly filters: AuditFilters;
  readonly onChange: (filters: AuditFilters) => void;
  /** The list begins at this entry instead of the newest one. */
  readonly from: number | undefined;
  readonly onShowNewest: () => void;
}) {
  const { t, formats } = useTranslator();
  const set = (change: Partial<AuditFilters>) => onChange({ ...filters, ...change });
  return (
    <search className="row toolbar">
      <SearchField label={t('audit.search')} value={filters.text} onChange={(text) => set({ text })} />
      <Select
        hideLabel
        label={t('audit.kind')}
        options={auditKinds.map((value) => ({ value, label: t(`audit.kind.${value}`) }))}
        value={filters.kind}
        onChange={(kind) => set({ kind })}
      />
      <Select
        hideLabel
        label={t('audit.period')}
        options={auditPeriods.map((value) => ({ value, label: t(`audit.period.${value}`) }))}
        value={filters.period}
        onChange={(period) => set({ period })}
      />
      {filters.period === 'dates' && (
        <>
          <DateField label={t('audit.since')} value={filters.since} onChange={(since) => set({ since })} />
          <DateField label={t('audit.until')} value={filters.until} onChange={(until) => set({ until })} />
        </>
      )}
      {filters.task !== undefined && (
        <Chip text={t('audit.onlyTask', { task: filters.task })} onDrop={() => set({ task: undefined })} />
      )}
      {from !== undefined && (
        <Chip text={t('audit.fromEntry', { seq: formats.number(from) })} onDrop={onShowNewest} />
      )}
    </search>
  );
}

/** A filter that came from elsewhere; pressing it takes it away. */
function Chip({ text, onDrop }: { readonly text: string; readonly onDrop: () => void }) {
  const { t } = useTranslator();
  return (
    <Button icon="cross" label={t('audit.drop', { filter: text })} onPress={onDrop}>
      {text}
    </Button>
  );
}
