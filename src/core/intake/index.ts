/**
 * Intake: turns each settled file in `watch_inbox/` into a task, exactly once, by calling a `TaskSink`.
 *
 * chokidar tells when the inbox appears, is renamed away or replaced; `fs.watch` names what changes inside; a
 * reconciliation finds what both missed (docs/adr/0004-intake-watching.md). A file is taken when it rests and no
 * process has it open for writing. What was taken stands in the ledger `.employee/intake.jsonl` before the sink
 * hears of it, so that a kill at any point neither loses a file nor takes it twice.
 *
 * "Taken already" means: same name and same content. Touching a file, or saving it unchanged, gives no task;
 * changed content gives a new one that names the task it supersedes. A file that was removed from the inbox and
 * is dropped again is a new drop, even with the same content.
 */
export type { Drop, IntakeStatus, Logger, Refusal, TaskSink } from './drop.ts';
export { Intake, type IntakeSettings } from './intake.ts';
export { type OpenFileProbe, openFileProbe } from './open-file-probe.ts';
export { seedLedger } from './seed.ts';
