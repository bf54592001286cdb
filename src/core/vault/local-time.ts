import { localDay } from '../clock/index.ts';

/** Local `YYYY-MM-DDTHH:mm:ss`, the form of Obsidian's datetime properties; `undefined` when it is no time. */
export function localDateTime(timestamp: string | null | undefined): string | undefined {
  const epochMs = Date.parse(timestamp ?? '');
  if (Number.isNaN(epochMs)) return undefined;
  const date = new Date(epochMs);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${localDay(epochMs)}T${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** Local `YYYY-MM-DD HH:mm` for people; the words "unknown time" when it is no time. */
export function shownTime(timestamp: string | null | undefined): string {
  return localDateTime(timestamp)?.slice(0, 16).replace('T', ' ') ?? 'unknown time';
}
