/**
 * Service logs for people: readable lines in `logs/<service>_service.log`, errors also in
 * `<service>_service_error.log`, without secrets and without forged lines. Losing the last moments of a log
 * is accepted: nothing here waits for the disk.
 */

export type { LogFields, Logger, LogLevel } from './logger.ts';
export { type FollowOptions, followLog, type LogPosition, type LogTail, tailLog } from './read-log.ts';
export { Redactor } from './redactor.ts';
export { ServiceLog, type ServiceLogOptions } from './service-log.ts';
