import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** What kinds of text are dropped. */
export const kinds = ['note', 'meeting', 'email', 'report'] as const;
/** What a dropped file is about. */
export type Kind = (typeof kinds)[number];

const texts: Readonly<Record<Kind, (index: number) => string>> = {
  note: (index) => `Remember item ${index}: the blue folders are on the second shelf.\n`,
  meeting: (index) =>
    `Meeting with Dana on 2026-12-0${1 + (index % 9)} at 10:00 about project ${index}. Agenda: budget, dates.\n`,
  email: (index) => `Draft an email to dana@example.com: thank her for the offer number ${index}.\n`,
  report: (index) =>
    `Prepare a weekly report on the progress of project ${index}: what was done, what comes next.\n`,
};

/** 70 % notes, 10 % of each other kind. */
export function mixed(index: number): Kind {
  return ({ 7: 'meeting', 8: 'email', 9: 'report' } as const)[index % 10] ?? 'note';
}

/** The text of the drop with that number. */
export function dropText(kind: Kind, index: number): string {
  return texts[kind](index);
}

/** Writes files one right after another, without waiting. Returns their names. */
export function dropAll(
  inbox: string,
  count: number,
  kindOf: (index: number) => Kind,
  prefix = 'drop',
): string[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = kindOf(index);
    const name = `${prefix}-${String(index).padStart(6, '0')}-${kind}.txt`;
    writeFileSync(join(inbox, name), dropText(kind, index));
    return name;
  });
}

/** How often each dropped name was finished or asked about: none may be missing, none there twice. */
export function account(
  place: Place,
  names: readonly string[],
): { lost: number; twice: number; asked: number } {
  const seen = new Map<string, number>();
  const note = (path: string): void => {
    const task = JSON.parse(readFileSync(path, 'utf8')) as { context?: { file_name?: string } };
    const name = task.context?.file_name ?? '';
    seen.set(name, (seen.get(name) ?? 0) + 1);
  };
  for (const file of readdirSync(place.completed))
    if (file.endsWith('.json')) note(join(place.completed, file));
  const parked = readdirSync(place.approvals).filter((file) => file.endsWith('_task.json'));
  for (const file of parked) note(join(place.approvals, file));
  return {
    lost: names.filter((name) => !seen.has(name)).length,
    twice: names.filter((name) => (seen.get(name) ?? 0) > 1).length,
    asked: parked.length,
  };
}
