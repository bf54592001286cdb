import { z } from 'zod';
import { plannedActionSchema, planSchema } from './plan.ts';

/** The order of work, the first one first. */
export const priorities = ['critical', 'high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];

/** The folder a task file lies in. */
export const taskStates = ['inbox', 'pending', 'approvals', 'completed'] as const;
export type TaskState = (typeof taskStates)[number];

/** How a finished task ended. */
export const finalStatuses = ['completed', 'failed', 'rejected', 'expired'] as const;
export type FinalStatus = (typeof finalStatuses)[number];

const declaredTaskId = z.string().min(1).max(200);

/** The text of a dropped file and where it came from. Original fields keep their names. */
export const taskContextSchema = z.looseObject({
  file_name: z.string().optional(),
  file_path: z.string().optional(),
  file_size_bytes: z.number().optional(),
  /** Seconds since the epoch, as in the original. */
  file_modified: z.number().optional(),
  file_extension: z.string().optional(),
  /** At most 5,000 characters of the decoded text. */
  contents: z.string().optional(),
  truncated: z.boolean().optional(),
  /** Hex SHA-256 of the whole file. */
  sha256: z.string().optional(),
  encoding: z.string().optional(),
});

/** One call of a task's plan and what came of it. */
export const taskActionSchema = plannedActionSchema.extend({
  id: z.string(),
  risk: z.enum(['low', 'medium', 'high']),
  status: z.enum(['planned', 'done', 'failed', 'skipped', 'outcome_unknown']),
  result: z.string().optional(),
});

/** One line of what happened to a task, oldest first. */
export const taskHistorySchema = z.looseObject({
  /** UTC, RFC 3339. */
  at: z.string(),
  event: z.string(),
  detail: z.string().optional(),
});

/**
 * A task file (CONTRACT §2). Only `task_id` is required, so that every file of the original system is
 * understood; unknown members are kept as they are.
 */
export const taskSchema = z.looseObject({
  task_id: declaredTaskId,
  schema: z.number().int().optional(),
  created_at: z.string().optional(),
  source: z.string().optional(),
  type: z.string().optional(),
  priority: z.enum(priorities).optional().catch('normal'),
  context: taskContextSchema.optional(),
  required_skills: z.array(z.string()).optional(),
  hitl_required: z.boolean().optional(),
  status: z.string().optional(),
  completed_at: z.string().nullish(),
  result: z.string().nullish(),
  supersedes: z.string().optional(),
  /** Times the work was begun, and times the process died while working on it. */
  attempts: z.number().int().nonnegative().optional(),
  crashes: z.number().int().nonnegative().optional(),
  /** Model or planner rounds so far (`RALPH_LOOP_MAX_ITERATIONS`). */
  iterations: z.number().int().nonnegative().optional(),
  /** What read-only tools answered in earlier rounds; goes back to the planner. Untrusted. */
  earlier: z
    .array(
      plannedActionSchema
        .pick({ server: true, tool: true, arguments: true })
        .extend({ id: z.string(), result: z.string() }),
    )
    .optional()
    .catch(undefined),
  plan: planSchema.optional(),
  actions: z.array(taskActionSchema).optional(),
  usage: z
    .looseObject({
      model: z.string(),
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      cost_usd: z.number(),
    })
    .optional(),
  /** Vault path of the task's note, relative to the vault. */
  note: z.string().optional(),
  history: z.array(taskHistorySchema).optional(),
});

export type TaskContext = z.infer<typeof taskContextSchema>;
export type TaskAction = z.infer<typeof taskActionSchema>;
export type TaskHistory = z.infer<typeof taskHistorySchema>;
export type Task = z.infer<typeof taskSchema>;
