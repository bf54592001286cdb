/**
 * The work loop: claim → reason → decide → act → finish, driven by events, and the recovery of what a crash left behind.
 */
export { IntakeSink } from './intake-sink.ts';
export { restoreLostWrites } from './lost-writes.ts';
export { Orchestrator } from './orchestrator.ts';
export { PendingSettler } from './pending-settler.ts';
export { PolicyGate } from './policy-gate.ts';
export { StrayRequests } from './stray-requests.ts';
export { TaskFinisher } from './task-finisher.ts';
export { TaskParking } from './task-parking.ts';
export { TaskReader } from './task-reader.ts';
export { TaskWorker } from './task-worker.ts';
