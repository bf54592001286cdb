/**
 * The Obsidian vault: what the employee reads there (handbook, goals, skills) and everything it writes there
 * (task notes, notes of its built-in tools, its section of Dashboard.md).
 *
 * Two promises hold for every byte written: untrusted text is inert (no remote embeds, no HTML, no code of
 * plugins, no links but our own), and a person's text is never lost.
 */

/** One section of Dashboard.md, shared with an editor. */
export { Dashboard } from './dashboard.ts';
export { beginMarker, endMarker } from './dashboard-merge.ts';
export type { DashboardState, DashboardView, FinishedTask } from './dashboard-view.ts';
/** At most one dashboard write per second; failures go to a callback. */
export { DashboardWriter } from './dashboard-writer.ts';
/** Untrusted Markdown of a model, kept readable: headings, lists, emphasis, tables, code. */
export { inertDocument } from './inert-document.ts';
/** Untrusted text as one line, as a YAML scalar, as a fenced excerpt, as the text of a checklist item. */
export { inertExcerpt, inertMarkdown, inertProperty, inertTask } from './inert-text.ts';
export { fileUri, noteLink } from './links.ts';
export type { TaskNote, TaskNoteInput } from './task-note.ts';
/** One note per finished task. */
export { TaskNotes } from './task-notes.ts';
/** Handbook, goals and skills, read again only when they changed. */
export { VaultContext } from './vault-context.ts';
/** The built-in server `vault`: `create_note`, `append_note`. */
export { VaultServer } from './vault-server.ts';
/** Untrusted text as a person sees it, on one line: nothing hidden, nothing that turns the direction. */
export { oneLine } from './visible-text.ts';
