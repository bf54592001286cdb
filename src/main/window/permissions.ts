import { isOurPage } from './page-address.ts';

/** Copying what is shown; Chromium wants a person's click before it. */
const granted = ['clipboard-sanitized-write'];

/** What a page may do beyond showing itself: nothing but put text on the clipboard. */
export function isPermitted(permission: string, origin: string): boolean {
  return granted.includes(permission) && isOurPage(origin);
}
