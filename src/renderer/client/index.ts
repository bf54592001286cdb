export { BridgeClient } from './bridge-client.ts';
export { ClientError } from './client-error.ts';
export {
  SessionContext,
  useClient,
  useNow,
  usePlace,
  usePreferences,
  useSession,
  useShell,
  useStatus,
} from './context.ts';
export type { EmployeeClient } from './employee-client.ts';
export type { QueryState } from './query-entry.ts';
export { startSession } from './session.ts';
export { useCommand } from './use-command.ts';
export { useQuery } from './use-query.ts';
export { useTopic } from './use-topic.ts';
