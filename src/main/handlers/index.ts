/**
 * The channels that the app answers itself.
 */

export { systemDialogs, systemPrograms } from './electron-ports.ts';
export { FileDrops } from './file-drops.ts';
export { shellHandlers } from './shell-handlers.ts';
