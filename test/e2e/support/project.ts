import { resolve } from 'node:path';

/** The checkout, which is also the app that Electron is given. */
export const projectFolder = resolve(import.meta.dirname, '..', '..', '..');
