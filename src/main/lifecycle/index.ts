/**
 * From start to end: what a start asks for, further starts, and the way out.
 */
export { announceReady } from './announce.ts';
export { hiddenArgument, parseStart, type StartArguments } from './arguments.ts';
export { LaterStarts } from './later-starts.ts';
export { Quit } from './quit.ts';
