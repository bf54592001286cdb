import { useState } from 'react';
import { Screen, WithDetails } from '../../app/screen.tsx';
import { useSettled } from '../../app/use-settled.ts';
import { useNow, usePlace } from '../../client/index.ts';
import { useTranslator } from '../../i18n/index.ts';
import { AuditFilterBar } from './audit-filters.tsx';
import { type AuditFilters, auditQuestion, noAuditFilters } from './audit-question.ts';
import { EntryDetails } from './entry-details.tsx';
import { EntryList } from './entry-list.tsx';
import { ExportMenu } from './export-menu.tsx';
import { Proof } from './proof.tsx';
import { useEntries } from './use-entries.ts';
import './audit.css';

/** What is proven, and every entry behind it. The place's id is the sequence number of an entry to begin at. */
export function AuditScreen() {
  const { t } = useTranslator();
  const [place, goTo] = usePlace();
  const now = useNow();
  const from = sequenceNumber(place.id);
  const [filters, setFilters] = useState<AuditFilters>(noAuditFilters);
  const [opened, setOpened] = useState<number | undefined>(from);
  const text = useSettled(filters.text);
  const question = auditQuestion({ ...filters, text }, now);
  const list = useEntries(question, from);
  const entry = list.entries.find(({ seq }) => seq === opened);
  const close = () => setOpened(undefined);
  return (
    <WithDetails
      details={
        entry && (
          <EntryDetails
            entry={entry}
            onClose={close}
            onOnlyTask={(task) => setFilters({ ...noAuditFilters, task })}
          />
        )
      }
    >
      <Screen title={t('view.audit')} actions={<ExportMenu />} fill>
        <Proof />
        <AuditFilterBar
          filters={filters}
          onChange={setFilters}
          from={from}
          onShowNewest={() => goTo({ view: 'audit', id: null })}
        />
        <EntryList list={list} opened={opened} onOpen={setOpened} onClose={close} />
      </Screen>
    </WithDetails>
  );
}

function sequenceNumber(id: string | null): number | undefined {
  return id !== null && /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
}
