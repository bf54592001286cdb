import { z } from 'zod';
import { auditEntrySchema } from '../audit.ts';
import { finalStatuses, priorities, taskSchema, taskStates } from '../task.ts';
import { type CommandSchemas, done, taskIdParameter } from './shapes.ts';

const listedState = z.enum([...taskStates, 'quarantine']);

/** One line of `tasks list`. */
export const taskSummarySchema = z.object({
  task_id: z.string(),
  type: z.string(),
  priority: z.string(),
  status: z.string(),
  state: listedState,
  created_at: z.string().nullable(),
  completed_at: z.string().nullable(),
  file_name: z.string().nullable(),
  result: z.string().nullable(),
});

/** A page of the tasks that match, newest first. */
export const taskPageSchema = z.object({
  rows: z.array(taskSummarySchema),
  /** Rows that match, as far as the index has come. */
  total: z.number(),
  /** Every state folder is in the index; while `false`, `total` still grows and the newest tasks come first. */
  complete: z.boolean(),
});

/** The queue, as a person works with it. */
export const taskCommands = {
  'tasks.list': {
    params: z.strictObject({
      state: listedState.optional(),
      limit: z.number().int().min(1).max(100_000).default(50),
    }),
    result: z.array(taskSummarySchema),
  },
  'tasks.query': {
    params: z.strictObject({
      /** Every word must occur in the id, file name, type or result; case and accents do not count. */
      text: z.string().max(200).default(''),
      states: z.array(z.enum(taskStates)).default([]),
      statuses: z.array(z.enum(finalStatuses)).default([]),
      types: z.array(z.string().max(100)).max(50).default([]),
      priorities: z.array(z.enum(priorities)).default([]),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    result: taskPageSchema,
  },
  'tasks.show': {
    params: z.strictObject({ id: taskIdParameter }),
    result: z.object({ state: z.enum(taskStates), task: taskSchema, audit: z.array(auditEntrySchema) }),
  },
  'tasks.add': {
    params: z.strictObject({ path: z.string() }),
    result: done.extend({ path: z.string() }),
  },
  'tasks.retry': { params: z.strictObject({ id: taskIdParameter }), result: done },
  'tasks.cancel': { params: z.strictObject({ id: taskIdParameter }), result: done },
} as const satisfies Record<string, CommandSchemas>;

export type TaskSummary = z.infer<typeof taskSummarySchema>;
export type TaskPage = z.infer<typeof taskPageSchema>;
