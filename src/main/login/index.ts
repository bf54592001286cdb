/**
 * Starting with the person's session, on each system in its own way.
 */
export { type LoginItem, SystemLoginItem } from './login-item.ts';
export { XdgAutostart } from './xdg-autostart.ts';
