/**
 * The channels that the app answers itself.
 */

export { FileDrops } from './file-drops.ts';
export { OfferedPaths } from './offered-paths.ts';
export type { Dialogs, Outside } from './ports.ts';
export { shellHandlers } from './shell-handlers.ts';
