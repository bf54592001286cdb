import { z } from 'zod';
import { approvalRequestSchema } from './approval.ts';
import { auditEntrySchema, auditVerificationSchema } from './audit.ts';
import { healthSchema, statusSchema } from './status.ts';
import { taskSchema, taskStates } from './task.ts';

const none = z.strictObject({});
const taskId = z.string().min(1).max(200);
const done = z.object({ message: z.string() });

/** One line of `tasks list`. */
export const taskSummarySchema = z.object({
  task_id: z.string(),
  type: z.string(),
  priority: z.string(),
  status: z.string(),
  state: z.enum([...taskStates, 'quarantine']),
  created_at: z.string().nullable(),
  completed_at: z.string().nullable(),
  file_name: z.string().nullable(),
  result: z.string().nullable(),
});

export const approvalSummarySchema = z.object({
  task_id: z.string(),
  reason: z.string(),
  urgency: z.string(),
  expires_at: z.string(),
  approval_type: z.string(),
  actions: z.array(
    z.object({ server: z.string(), tool: z.string(), arguments: z.record(z.string(), z.unknown()) }),
  ),
  approval_sha256: z.string(),
});

export const settingSchema = z.object({
  key: z.string(),
  value: z.unknown(),
  source: z.string(),
  description: z.string(),
});

/**
 * Everything a person can ask of a running employee: the one contract of the control socket, the CLI and
 * the window. Each command has the shape of its parameters and of its result.
 */
export const commands = {
  status: { params: none, result: statusSchema },
  health: { params: none, result: healthSchema },
  stop: { params: z.strictObject({ now: z.boolean().default(false) }), result: done },
  pause: { params: none, result: done },
  resume: { params: none, result: done },
  validate: {
    params: none,
    result: z.object({
      passed: z.boolean(),
      task_id: z.string().nullable(),
      duration_ms: z.number(),
      audit: z.array(auditEntrySchema),
      message: z.string(),
    }),
  },
  'tasks.list': {
    params: z.strictObject({
      state: z.enum([...taskStates, 'quarantine']).optional(),
      limit: z.number().int().min(1).max(100_000).default(50),
    }),
    result: z.array(taskSummarySchema),
  },
  'tasks.show': {
    params: z.strictObject({ id: taskId }),
    result: z.object({ state: z.enum(taskStates), task: taskSchema, audit: z.array(auditEntrySchema) }),
  },
  'tasks.add': {
    params: z.strictObject({ path: z.string() }),
    result: done.extend({ path: z.string() }),
  },
  'tasks.retry': { params: z.strictObject({ id: taskId }), result: done },
  'tasks.cancel': { params: z.strictObject({ id: taskId }), result: done },
  'approvals.list': { params: none, result: z.array(approvalSummarySchema) },
  'approvals.show': {
    params: z.strictObject({ id: taskId }),
    result: z.object({ request: approvalRequestSchema, task: taskSchema }),
  },
  'approvals.approve': {
    params: z.strictObject({ id: taskId, sha: z.string().min(6).optional() }),
    result: done,
  },
  'approvals.reject': {
    params: z.strictObject({ id: taskId, reason: z.string().max(2_000).optional() }),
    result: done,
  },
  'approvals.revise': {
    params: z.strictObject({ id: taskId, changes: z.string().min(1).max(10_000) }),
    result: done,
  },
  'approvals.edit': {
    params: z.strictObject({
      id: taskId,
      /** 1-based position in the request's list. */
      action: z.number().int().min(1),
      set: z.record(z.string(), z.unknown()),
    }),
    result: done,
  },
  'policy.test': {
    params: z.strictObject({ text: z.string(), file_name: z.string() }),
    result: z.object({
      effect: z.enum(['allow', 'ask', 'forbid']),
      type: z.string(),
      amounts: z.array(z.string()),
      reasons: z.array(z.object({ rule: z.string(), effect: z.string(), text: z.string() })),
      problem: z.string().nullable(),
    }),
  },
  'policy.confirm': { params: none, result: done },
  'recover.resolve': {
    params: z.strictObject({ id: taskId, outcome: z.enum(['happened', 'did_not_happen', 'retry']) }),
    result: done,
  },
  'recover.clean-stuck': { params: none, result: done.extend({ returned: z.array(z.string()) }) },
  'recover.reset-pending': { params: none, result: done.extend({ returned: z.array(z.string()) }) },
  'audit.verify': {
    params: z.strictObject({ deep: z.boolean().default(false), public_key: z.string().optional() }),
    result: auditVerificationSchema,
  },
  'audit.tail': {
    params: z.strictObject({ n: z.number().int().min(1).max(10_000).default(20) }),
    result: z.array(auditEntrySchema),
  },
  'config.list': { params: none, result: z.array(settingSchema) },
  'config.get': { params: z.strictObject({ key: z.string() }), result: settingSchema },
  'config.set': {
    params: z.strictObject({ key: z.string(), value: z.string() }),
    result: settingSchema,
  },
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType }>;

export type CommandName = keyof typeof commands;
/** Parameters as a caller gives them: defaults may be left out. */
export type CommandParams<Name extends CommandName> = z.input<(typeof commands)[Name]['params']>;
/** Parameters as the employee receives them: validated, defaults filled in. */
export type CommandInput<Name extends CommandName> = z.output<(typeof commands)[Name]['params']>;
export type CommandResult<Name extends CommandName> = z.output<(typeof commands)[Name]['result']>;

/** The employee as its surfaces see it, whether in this process or behind the control socket. */
export interface Api {
  call<Name extends CommandName>(
    name: Name,
    params: CommandParams<Name>,
    signal?: AbortSignal,
  ): Promise<CommandResult<Name>>;
}

export type TaskSummary = z.infer<typeof taskSummarySchema>;
export type ApprovalSummary = z.infer<typeof approvalSummarySchema>;
export type Setting = z.infer<typeof settingSchema>;
