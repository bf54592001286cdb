/**
 * The work loop: claim → reason → decide → act → finish, driven by events, and the recovery of what a crash left behind.
 */
export { IntakeSink, type IntakeSinkDependencies } from './intake-sink.ts';
export { restoreLostWrites } from './lost-writes.ts';
export { Orchestrator, type OrchestratorDependencies } from './orchestrator.ts';
export { type Interruption, PendingSettler } from './pending-settler.ts';
export { PolicyGate } from './policy-gate.ts';
export { TaskFinisher } from './task-finisher.ts';
export { TaskWorker } from './task-worker.ts';
