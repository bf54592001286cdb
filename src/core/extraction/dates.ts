import type { FoundDate } from '../../shared/facts.ts';

const maxDates = 50;
/** Matches looked at; more than that is not a text of a person. */
const maxMatches = 2_000;

const months: ReadonlyMap<string, number> = new Map(
  [
    'january jan januar jänner janvier enero جنوری',
    'february feb februar février febrero فروری',
    'march mar märz mrz mars marzo مارچ',
    'april apr avril abril اپریل',
    'may mai mayo مئی',
    'june jun juni juin junio جون',
    'july jul juli juillet julio جولائی',
    'august aug août agosto اگست',
    'september sep sept septembre septiembre ستمبر',
    'october oct oktober okt octobre octubre اکتوبر',
    'november nov novembre noviembre نومبر',
    'december dec dezember dez décembre diciembre دسمبر',
  ].flatMap((names, month) => names.split(' ').map((name) => [name, month] as const)),
);
const weekdays: ReadonlyMap<string, number> = new Map(
  [
    'sunday sun sonntag اتوار',
    'monday mon montag پیر سوموار',
    'tuesday tue tues dienstag منگل',
    'wednesday wed mittwoch بدھ',
    'thursday thu thurs donnerstag جمعرات',
    'friday fri freitag جمعہ',
    'saturday sat samstag ہفتہ',
  ].flatMap((names, day) => names.split(' ').map((name) => [name, day] as const)),
);
const relativeDays: ReadonlyMap<string, number> = new Map(
  Object.entries({
    'day after tomorrow': 2,
    übermorgen: 2,
    پرسوں: 2,
    tomorrow: 1,
    morgen: 1,
    کل: 1,
    today: 0,
    tonight: 0,
    heute: 0,
    آج: 0,
    yesterday: -1,
    gestern: -1,
    'next week': 7,
    'nächste woche': 7,
    'اگلے ہفتے': 7,
  }),
);

const alternatives = (names: Iterable<string>) => [...names].sort((a, b) => b.length - a.length).join('|');
const month = alternatives(months.keys());
const edge = { before: '(?<![\\p{L}\\p{N}])', after: '(?![\\p{L}\\p{N}])' };
const next = '(?:next|this|coming|on|by|until|before|nächsten|nächster|kommenden|am|bis|اگلے|اس)';
const longWeekdays = alternatives(
  [...weekdays.keys()].filter((name) => name.length > 5 || name.charCodeAt(0) > 0x600),
);

const pattern = new RegExp(
  [
    `${edge.before}(?<iso>\\d{4})-(?<isoMonth>\\d{1,2})-(?<isoDay>\\d{1,2})(?!\\d)`,
    `${edge.before}(?<first>\\d{1,2})(?<separator>[/.-])(?<second>\\d{1,2})\\k<separator>(?<year>\\d{4}|\\d{2})(?!\\d)`,
    `${edge.before}(?<dayBefore>\\d{1,2})(?:st|nd|rd|th|\\.)? ?(?:of )?(?<monthAfter>${month})${edge.after}\\.?,? ?(?<yearAfter>(?:19|20)\\d{2}(?!\\d))?`,
    `${edge.before}(?<monthBefore>${month})${edge.after}\\.? (?<dayAfter>\\d{1,2})(?:st|nd|rd|th)?(?![\\p{N}\\p{L}])(?:,? (?<yearBehind>(?:19|20)\\d{2}(?!\\d)))?`,
    `${edge.before}(?<relative>${alternatives(relativeDays.keys())})${edge.after}`,
    `${edge.before}(?:in|within|innerhalb von) (?<count>\\d{1,3}) (?<unit>days?|weeks?|months?|tagen|wochen|monaten|دن)${edge.after}`,
    `${edge.before}(?<endOf>end of (?:the |this )?month|month end|monatsende)${edge.after}`,
    `${edge.before}(?:${next} (?<namedDay>${alternatives(weekdays.keys())})|(?<bareDay>${longWeekdays}))${edge.after}`,
  ].join('|'),
  'giu',
);

/**
 * Dates in normalised text as local calendar days, each day once, at most 50.
 *
 * Relative ones count from `now` (epoch milliseconds) in local time. A weekday, with or without "next", is the
 * first one after today; a day without a year is the first such day from today on.
 * Ambiguity: `12/03/2026`, `12.03.2026` and `12-03-2026` are read day first (12 March), as most of the world
 * writes; only where the second number cannot be a month (`03/25/2026`) the first one is the month.
 */
export function findDates(text: string, now: number): readonly FoundDate[] {
  const found = new Map<string, FoundDate>();
  const today = new Date(now);
  let looked = 0;
  for (const match of text.matchAll(pattern)) {
    if (++looked > maxMatches || found.size >= maxDates) break;
    if (/^morgen$/i.test(match[0]) && /guten $/i.test(text.slice(match.index - 6, match.index))) continue;
    const day = dayOf(match.groups ?? {}, today, match[0]);
    if (day !== null && !found.has(day)) found.set(day, { text: match[0].trim(), day });
  }
  return [...found.values()];
}

type Groups = Record<string, string | undefined>;

function dayOf(groups: Groups, today: Date, text: string): string | null {
  const { iso, first, dayBefore, monthBefore, relative, count, endOf } = groups;
  if (iso !== undefined) return calendarDay(Number(iso), Number(groups.isoMonth) - 1, Number(groups.isoDay));
  if (first !== undefined) return numericDay(Number(first), Number(groups.second), groups.year ?? '');
  if (dayBefore !== undefined) return namedMonthDay(groups.monthAfter, dayBefore, groups.yearAfter, today);
  // "may 5 people come" is no date, "May 5" is.
  if (monthBefore === 'may' || monthBefore === 'mar') return null;
  if (monthBefore !== undefined)
    return namedMonthDay(monthBefore, groups.dayAfter ?? '', groups.yearBehind, today);
  if (relative !== undefined) return shifted(today, relativeDays.get(relative.toLowerCase()) ?? 0);
  if (count !== undefined) return counted(today, Number(count), (groups.unit ?? '').toLowerCase());
  if (endOf !== undefined) return formatDay(new Date(today.getFullYear(), today.getMonth() + 1, 0));
  const weekday = weekdays.get((groups.namedDay ?? groups.bareDay ?? text).toLowerCase());
  if (weekday === undefined) return null;
  return shifted(today, ((weekday - today.getDay() + 6) % 7) + 1);
}

function numericDay(first: number, second: number, year: string): string | null {
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  return second > 12 && first <= 12
    ? calendarDay(full, first - 1, second)
    : calendarDay(full, second - 1, first);
}

function namedMonthDay(
  name: string | undefined,
  day: string,
  year: string | undefined,
  today: Date,
): string | null {
  const index = months.get((name ?? '').toLowerCase());
  if (index === undefined) return null;
  if (year !== undefined) return calendarDay(Number(year), index, Number(day));
  const thisYear = calendarDay(today.getFullYear(), index, Number(day));
  if (thisYear !== null && thisYear >= formatDay(today)) return thisYear;
  return calendarDay(today.getFullYear() + 1, index, Number(day));
}

function counted(today: Date, count: number, unit: string): string {
  if (/^(?:week|woche)/.test(unit)) return shifted(today, count * 7);
  if (!/^(?:month|monat)/.test(unit)) return shifted(today, count);
  const lastOfMonth = new Date(today.getFullYear(), today.getMonth() + count + 1, 0).getDate();
  return formatDay(
    new Date(today.getFullYear(), today.getMonth() + count, Math.min(today.getDate(), lastOfMonth)),
  );
}

/** Calendar arithmetic, not 24-hour steps, so that a change of clocks moves nothing. */
function shifted(today: Date, days: number): string {
  return formatDay(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days));
}

function calendarDay(year: number, monthIndex: number, day: number): string | null {
  const date = new Date(year, monthIndex, day);
  const isReal =
    year >= 1900 && date.getFullYear() === year && date.getMonth() === monthIndex && date.getDate() === day;
  return isReal ? formatDay(date) : null;
}

function formatDay(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
