import type { Message } from '../message.ts';
import { app } from './app.ts';

/** English, complete: it defines which keys there are and what they ask for. */
export const en = { ...app } as const satisfies Readonly<Record<string, Message>>;
