export type Language = 'en' | 'ur';

/** Numbers, money and times as the person's language writes them. */
export interface Formats {
  readonly number: (value: number) => string;
  /** Nothing for a fraction: for axes that count things. */
  readonly wholeNumber: (value: number) => string;
  /** US dollars; amounts below a cent keep the digits that matter. */
  readonly usd: (value: number) => string;
  readonly money: (value: number, currency: string) => string;
  readonly percent: (ratio: number) => string;
  readonly bytes: (value: number) => string;
  /** Hour and minute. */
  readonly time: (at: Date) => string;
  /** Day, month and time to the minute, in few characters. */
  readonly moment: (at: Date) => string;
  /** Day and time with seconds and zone: the exact one. */
  readonly exact: (at: Date) => string;
  readonly day: (at: Date) => string;
  /** Day with its year, hour and minute. */
  readonly dayAndTime: (at: Date) => string;
  /** Weekday, day and month. */
  readonly weekday: (at: Date) => string;
  /** "in 3 hours", "2 minutes ago". */
  readonly relative: (at: Date, now: Date) => string;
  readonly duration: (milliseconds: number) => string;
  readonly list: (items: readonly string[]) => string;
}

/** The locale that Intl is asked for: Urdu with the digits people in Pakistan read on screens. */
export const locales = { en: 'en', ur: 'ur-PK-u-nu-latn' } as const satisfies Record<Language, string>;

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function createFormats(language: Language): Formats {
  const locale = locales[language];
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const moment = new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' });
  const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const money = (value: number, currency: string) => formatMoney(locale, value, currency);
  return {
    number: (value) => number.format(value),
    wholeNumber: (value) => (Number.isInteger(value) ? number.format(value) : ''),
    usd: (value) => money(value, 'USD'),
    money,
    percent: (ratio) => percent.format(ratio),
    bytes: (value) => formatBytes(locale, value),
    time: (at) => time.format(at),
    moment: (at) => moment.format(at),
    exact: (at) => exact.format(at),
    day: (at) => day.format(at),
    dayAndTime: (at) => dayAndTime.format(at),
    weekday: (at) => weekday.format(at),
    relative: (at, now) => formatRelative(relative, at.getTime() - now.getTime()),
    duration: (milliseconds) => formatDuration(locale, milliseconds),
    list: (items) => list.format(items),
  };
}

function formatMoney(locale: string, value: number, currency: string): string {
  const small = Math.abs(value) > 0 && Math.abs(value) < 0.01;
  const precision = small ? { maximumSignificantDigits: 2 } : {};
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, ...precision }).format(value);
  } catch {
    // Intl knows only codes of three letters; what a file calls a currency can be anything.
    return `${new Intl.NumberFormat(locale, precision).format(value)} ${currency}`;
  }
}

function formatBytes(locale: string, value: number): string {
  const power = value < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(value) / 3));
  const unit = byteUnits[power] ?? 'byte';
  const scaled = value / 1_000 ** power;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: scaled < 10 && power > 0 ? 1 : 0,
  }).format(scaled);
}

function formatRelative(format: Intl.RelativeTimeFormat, milliseconds: number): string {
  const found = units.find(({ ms }) => Math.abs(milliseconds) >= ms);
  if (found === undefined) return format.format(0, 'second');
  return format.format(Math.trunc(milliseconds / found.ms), found.unit);
}

function formatDuration(locale: string, milliseconds: number): string {
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'narrow',
      maximumFractionDigits: digits,
    }).format(value);
  if (milliseconds < 1_000) return unit(Math.round(milliseconds), 'millisecond');
  if (milliseconds < 60_000) return unit(milliseconds / 1_000, 'second', milliseconds < 10_000 ? 1 : 0);
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 60) return unit(minutes, 'minute');
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours >= 48) return unit(Math.floor(hours / 24), 'day');
  return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(rest, 'minute')}`;
}
