import { namespace } from './loud.ts';

let text = '';
let html = '';

/** A clipboard of the app's own: the system's stays as it is. */
export const clipboard = namespace('clipboard', import.meta.url, {
  readText: (): string => text,
  writeText(written: string): void {
    text = written;
  },
  readHTML: (): string => html,
  writeHTML(written: string): void {
    html = written;
  },
  clear(): void {
    text = '';
    html = '';
  },
});
