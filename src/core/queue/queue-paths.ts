/** Where tasks lie (CONTRACT §1); absolute paths. */
export interface QueuePaths {
  readonly inbox: string;
  readonly pending: string;
  readonly approvals: string;
  readonly completed: string;
  readonly quarantine: string;
  /** Full texts too long for a task file, one per task. */
  readonly texts: string;
}

/** Suffix of a task parked beside its approval request, and of the original system's pending tasks. */
export const parkedSuffix = '_task.json';

/** The name of a task's file in every state but `approvals`. */
export function taskFileName(taskId: string): string {
  return `${taskId}.json`;
}

/** The name of a task's file beside its request. */
export function parkedFileName(taskId: string): string {
  return `${taskId}${parkedSuffix}`;
}

/** Ids a file of this name can carry, the likelier first. */
export function idsOfFileName(fileName: string): readonly string[] {
  if (!/\.json$/i.test(fileName)) return [];
  const whole = fileName.slice(0, -'.json'.length);
  return fileName.toLowerCase().endsWith(parkedSuffix)
    ? [fileName.slice(0, -parkedSuffix.length), whole]
    : [whole];
}
