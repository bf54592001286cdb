/** Every action an audit entry can name, with what it means. Listed for people in docs/audit-actions.md. */
export const auditActions = {
  task_created: 'A task was made from a dropped file, a command or the window.',
  task_superseded: 'A newer version of the dropped file gave a new task; this one names it.',
  task_claimed: 'Work on a task began.',
  task_claim_failed: 'A task could not be taken for work.',
  task_returned: 'A task went back to the inbox, to be worked on later.',
  task_retried: 'A finished task was put back to be done again.',
  task_withdrawn: 'A task was taken back before its work began.',
  task_completed: 'A task is finished; details.status says how: completed, failed, rejected or expired.',
  task_quarantined: 'A task file could not be understood and was set aside unchanged.',
  drop_refused: 'A dropped file was not taken, with the reason.',
  iteration_limit_reached: 'A task used up its rounds of planning.',
  local_reasoning: 'The built-in planner made a plan.',
  llm_reasoning: 'One call of a language model.',
  llm_unavailable: 'The language model could not be reached; tasks wait.',
  policy_decided: 'The policy decided on the actions of a plan, with the rule that applied.',
  policy_changed: 'The policy block in the handbook changed; the stricter of old and new applies.',
  policy_confirmed: 'A person confirmed a changed policy.',
  policy_invalid: 'The policy block is missing, invalid or there twice; everything asks.',
  action_skipped: 'An action was not carried out, with the reason.',
  hitl_approval_requested: 'A person was asked; this signed entry is the request itself.',
  hitl_approval_granted: 'A person approved exactly the requested actions.',
  hitl_approval_denied: 'A person rejected the requested actions.',
  hitl_approval_expired: 'Nobody decided in time; the actions are never executed.',
  hitl_approval_reminded: 'A person was reminded of a waiting request.',
  hitl_approval_invalid: 'A decision did not match the signed request and was not followed.',
  hitl_approval_voided: 'A request ended unanswered because its task is not there any more, with the reason.',
  outcome_unknown: 'A crash left open whether an action happened; a person decides.',
  outcome_resolved: 'A person said whether an action happened.',
  human_alert: 'A person was alerted.',
  workspace_created: 'The workspace was created from the template.',
  workspace_adopted: 'An existing workspace of the original system was adopted in place.',
  workspace_taken_over: 'The lock of a dead or silent owner was taken over.',
  service_started: 'The employee started.',
  service_stopped: 'The employee stopped.',
  service_restarted: 'A supervised unit was restarted.',
  paused: 'Claiming of tasks was stopped.',
  resumed: 'Claiming of tasks was started again.',
  intake_paused: 'Intake stopped because the inbox was renamed away.',
  intake_resumed: 'Intake goes on because the inbox is back.',
  emergency_stop: 'Everything was stopped at once.',
  validation_passed: 'The post-startup validation finished its task in time.',
  validation_failed: 'The post-startup validation did not finish its task in time.',
  setting_changed: 'A setting was changed.',
  secret_set: 'A secret was kept; the entry has its name, never its value.',
  secret_deleted: 'A kept secret was forgotten.',
  recovery_startup: 'At the start, what a crash left behind was put right.',
  recovery_clean_stuck: 'Stuck tasks were returned to the inbox.',
  recovery_reset_pending: 'Every pending task was returned to the inbox.',
  recovery_repair_audit: 'The trail was checked and repaired on request.',
  recovery_clear_error_logs: 'The error logs were archived and emptied.',
  recovery_full_reset: 'The full reset was carried out.',
  backup_created: 'A backup was created and verified.',
  backup_failed: 'A backup could not be created.',
  backup_copy_failed: 'A backup is in its place, but its copy at the second destination could not be made.',
  backup_removed: 'Old backups were removed, each with the reason.',
  backup_verified: 'A backup was read back whole and its history compared with the trail.',
  backup_rehearsed:
    'A restore was rehearsed in a scratch folder; details.report_path says where its report is.',
  backup_restored: 'Parts of the workspace were restored from a backup.',
  audit_genesis: 'A trail, or an epoch of it, begins: install id and public key, signed by that key.',
  audit_key_rotated: 'The signing key changes: carries the new public key, signed by the former one.',
  audit_tail_repaired: 'Bytes that a crash left after the acknowledged head were cut and kept aside.',
  audit_break_detected: 'The trail is not what was acknowledged; it goes on after the break.',
  audit_break_acknowledged: 'A person acknowledged a break of the trail.',
} as const satisfies Readonly<Record<string, string>>;

/** One action of an action server: `mcp_action_<server>_<tool>`. */
export type ServerAction = `mcp_action_${string}`;

/** Every action an entry can name. */
export type AuditAction = keyof typeof auditActions | ServerAction;

/** The action name under which a call of `tool` on `server` is recorded. */
export function serverAction(server: string, tool: string): ServerAction {
  return `mcp_action_${server}_${tool}`;
}
