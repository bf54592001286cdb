/**
 * Constructor injection for everything that works: the one place where the capabilities meet.
 */
export type { Hooks } from './ground.ts';
export { type Parts, wire } from './wire.ts';
