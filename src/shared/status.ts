import { z } from 'zod';

/** How one service is. `waiting`: it works, but the model or the disk cannot be reached now. */
export const serviceStatusSchema = z.object({
  status: z.enum(['running', 'paused', 'waiting', 'failed', 'stopped']),
  restarts: z.number(),
  last_error: z.string().nullable(),
});

/** What `employee status --json` prints (CONTRACT §5): the one truth of tray, window, Dashboard and CLI. */
export const statusSchema = z.object({
  running: z.boolean(),
  pid: z.number().nullable(),
  uptime_s: z.number(),
  paused: z.boolean(),
  services: z.object({
    orchestrator: serviceStatusSchema,
    watcher: serviceStatusSchema,
    scheduler: serviceStatusSchema,
  }),
  queue: z.object({
    inbox: z.number(),
    pending: z.number(),
    approvals: z.number(),
    completed: z.number(),
    completed_today: z.number(),
    failed_today: z.number(),
    quarantine: z.number(),
    stuck: z.number(),
    outcome_unknown: z.number(),
  }),
  cost_today_usd: z.number(),
  cost_is_lower_bound: z.boolean(),
  last_backup: z.object({ name: z.string(), created_at: z.string(), verified: z.boolean() }).nullable(),
  audit_head: z.object({ seq: z.number(), hash: z.string() }),
  /** The task being worked on and its step, when there is one. */
  current: z.object({ task_id: z.string(), step: z.string() }).nullable(),
  workspace: z.string(),
  trusted: z.boolean(),
});

/** One health check, with its finding in words. */
export const checkSchema = z.object({
  status: z.enum(['HEALTHY', 'DEGRADED', 'UNHEALTHY']),
  message: z.string(),
  /** What to do about it on the command line; a window says it in its own terms. */
  hint: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** `employee health`. The overall status is that of the worst check. */
export const healthSchema = z.object({
  timestamp: z.string(),
  overall_status: z.enum(['HEALTHY', 'DEGRADED', 'UNHEALTHY']),
  checks: z.object({
    services: checkSchema,
    task_queue: checkSchema,
    logs: checkSchema,
    audit: checkSchema,
    disk_space: checkSchema,
    vault: checkSchema,
    api: checkSchema,
    backups: checkSchema,
  }),
  critical_failures: z.array(z.string()),
});

export type ServiceStatus = z.infer<typeof serviceStatusSchema>;
export type Status = z.infer<typeof statusSchema>;
export type HealthCheck = z.infer<typeof checkSchema>;
export type Health = z.infer<typeof healthSchema>;
