/**
 * The part of a task's id that a person knows: the name of its file. `20260312T…Z-weekly_numbers-51ac3e` gives
 * `weekly_numbers`; ids of another form are shown whole.
 */
export function nameOfTask(taskId: string): string {
  return /^\d{8}T\d{6,9}Z-(.+)-[0-9a-z]{6}$/.exec(taskId)?.[1] ?? taskId;
}
