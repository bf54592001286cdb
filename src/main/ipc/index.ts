/**
 * The boundary to the page: one registration, which checks sender, frame and payload of everything that comes in.
 */
export type { ShellHandlers, TopicSources } from './handlers.ts';
export { type RegisteredIpc, registerIpc } from './register.ts';
