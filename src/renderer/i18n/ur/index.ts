import type { Catalogue } from '../catalogue.ts';
import { app } from './app.ts';

/** Urdu. The types demand every key of English. */
export const ur = { ...app } as const satisfies Catalogue;
