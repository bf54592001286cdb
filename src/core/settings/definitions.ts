import {
  choice,
  decimal,
  extensions,
  flag,
  modelPrices,
  optional,
  text,
  url,
  type ValueType,
  wholeNumber,
} from './value-types.ts';

/** One setting: its type, its default, what it means, and the variables that set it. */
export interface Definition<T> {
  readonly type: ValueType<T>;
  readonly standard: T;
  readonly description: string;
  /** Environment names, the leading one first (CONTRACT §6). */
  readonly environment: readonly string[];
  /**
   * Could reach outside the workspace, send a key somewhere or spend money: counts from `settings.json` only when a
   * person trusts the workspace, because a folder from elsewhere brings its own.
   */
  readonly needsTrust: boolean;
}

function setting<T>(
  type: ValueType<T>,
  standard: NoInfer<T>,
  description: string,
  environment: readonly string[] = [],
): Definition<T> {
  return { type, standard, description, environment, needsTrust: false };
}

function trusted<T>(definition: Definition<T>): Definition<T> {
  return { ...definition, needsTrust: true };
}

const seconds = { from: 1, to: 86_400 };
const hours = { from: 0.01, to: 8_760 };
const dollars = { from: 0, to: 1_000_000 };
const path = text('a path');

/** Every setting, by its path in `settings.json`. */
export const definitions = {
  'intake.after': setting(
    choice(['keep', 'archive']),
    'keep',
    'What happens to an original once its task is finished: it stays, or moves to watch_inbox_archive/YYYY-MM/',
  ),
  'intake.extensions': setting(
    extensions,
    ['.txt', '.md', '.json', '.csv'],
    'File types that become tasks; others are refused with a reason',
  ),
  'intake.restMs': setting(
    wholeNumber({ from: 0, to: 600_000 }),
    80,
    'How long a file must rest before it is taken, in milliseconds',
  ),
  'intake.undetectableRestMs': setting(
    wholeNumber({ from: 0, to: 600_000 }),
    1_000,
    'The same where the system does not tell whether a program still writes it, in milliseconds',
  ),
  'intake.reconcileSeconds': setting(
    wholeNumber(seconds),
    10,
    'How often the inbox is compared with what was taken, in case an event was missed',
    ['FILESYSTEM_CHECK_INTERVAL_SECONDS'],
  ),
  'queue.concurrency': setting(wholeNumber({ from: 1, to: 32 }), 1, 'Tasks worked on at the same time'),
  'queue.reconcileSeconds': setting(
    wholeNumber(seconds),
    30,
    'How often the queue folders are compared with the index, in case an event was missed',
    ['TASK_QUEUE_CHECK_INTERVAL'],
  ),
  'llm.provider': trusted(
    setting(
      optional(choice(['openai', 'local'])),
      null,
      'Who plans: openai (any compatible endpoint) or local. When not set: openai with a key or a base URL, else local',
      ['LLM_PROVIDER'],
    ),
  ),
  'llm.model': trusted(
    setting(text('a model name'), 'gpt-4o-mini', 'Model that plans', ['LLM_MODEL', 'OPENAI_MODEL']),
  ),
  'llm.baseUrl': trusted(
    setting(optional(url), null, 'Address of an OpenAI-compatible endpoint', ['OPENAI_BASE_URL']),
  ),
  'llm.maxTokens': trusted(
    setting(wholeNumber({ from: 1, to: 1_000_000 }), 2_000, 'Longest answer of the model, in tokens', [
      'LLM_MAX_TOKENS',
      'MAX_LLM_RESPONSE_TOKENS',
    ]),
  ),
  'llm.temperature': trusted(
    setting(decimal({ from: 0, to: 2 }), 0.2, 'How freely the model writes; 0 is the strictest', [
      'LLM_TEMPERATURE',
    ]),
  ),
  'llm.cooldownSeconds': trusted(
    setting(decimal({ from: 0, to: 86_400 }), 0, 'Shortest time between two calls of the model', [
      'LLM_REQUEST_COOLDOWN_SECONDS',
    ]),
  ),
  'llm.dailyBudgetUsd': trusted(
    setting(decimal(dollars), 0.1, 'What the model may cost per UTC day, in dollars', [
      'LLM_DAILY_BUDGET_USD',
    ]),
  ),
  'llm.monthlyBudgetUsd': trusted(
    setting(optional(decimal(dollars)), null, 'What the model may cost per UTC month, in dollars', [
      'LLM_MONTHLY_BUDGET_USD',
    ]),
  ),
  'llm.taskBudgetUsd': trusted(
    setting(optional(decimal(dollars)), null, 'What the model may cost per task, in dollars', [
      'LLM_TASK_BUDGET_USD',
    ]),
  ),
  'llm.prices': trusted(
    setting(
      modelPrices,
      {},
      'Prices of models that go before the built-in table; see "employee cost prices"',
    ),
  ),
  'llm.contextTokens': trusted(
    setting(
      optional(wholeNumber({ from: 1_024, to: 10_000_000 })),
      null,
      'Tokens that prompt and answer may have together. When not set: what is known of the model, else 8192',
      ['LLM_CONTEXT_TOKENS'],
    ),
  ),
  'llm.timeoutSeconds': trusted(
    // Node gives up on an answer that has not begun after 300 seconds.
    setting(wholeNumber({ from: 1, to: 290 }), 120, 'Longest wait for a whole answer of the model', [
      'LLM_TIMEOUT_SECONDS',
    ]),
  ),
  'llm.fallback': trusted(
    setting(
      choice(['wait', 'local'], { none: 'wait' }),
      'wait',
      'While the model cannot be reached or its budget is used up: tasks wait, or the local planner works on',
      ['LLM_FALLBACK'],
    ),
  ),
  'approvals.reminderHours': setting(decimal(hours), 24, 'When a waiting approval is brought up again', [
    'HITL_APPROVAL_TIMEOUT_HOURS',
  ]),
  'approvals.alertHours': setting(
    optional(decimal(hours)),
    null,
    'When a waiting approval raises an alert. When not set: twice the reminder',
  ),
  'approvals.expiryHours': setting(
    optional(decimal(hours)),
    null,
    'When a waiting approval expires and is never carried out. When not set: three times the reminder',
  ),
  'retry.maxAttempts': setting(wholeNumber({ from: 1, to: 100 }), 3, 'Attempts after transient failures', [
    'MAX_RETRY_ATTEMPTS',
  ]),
  'retry.backoffSeconds': setting(
    decimal({ from: 0, to: 3_600 }),
    5,
    'Wait before the second attempt; it doubles with each further one',
    ['RETRY_BACKOFF_SECONDS'],
  ),
  'loop.maxIterations': setting(
    wholeNumber({ from: 1, to: 10_000 }),
    50,
    'Rounds of planning per task before a person is asked',
    ['RALPH_LOOP_MAX_ITERATIONS'],
  ),
  'watchdog.intervalSeconds': setting(wholeNumber(seconds), 60, 'How often the services are checked', [
    'WATCHDOG_INTERVAL_SECONDS',
  ]),
  'audit.retentionDays': setting(
    wholeNumber({ from: 1, to: 36_500 }),
    365,
    'How long audit days stay in the workspace',
    ['AUDIT_RETENTION_DAYS'],
  ),
  'backup.time': setting(
    text('a time of the day such as 02:00, or off', /^(?:(?:[01]\d|2[0-3]):[0-5]\d|off)$/),
    '02:00',
    'When the daily backup is made, in local time; off: only by hand',
  ),
  'backup.keepDays': setting(
    wholeNumber({ from: 1, to: 36_500 }),
    30,
    'How many days backups are kept; the newest verified one always stays',
  ),
  'backup.keepWeekly': setting(
    wholeNumber({ from: 0, to: 1_000 }),
    0,
    'How many weekly backups are kept beyond the days',
  ),
  'backup.keepMonthly': setting(
    wholeNumber({ from: 0, to: 1_000 }),
    0,
    'How many monthly backups are kept beyond the days',
  ),
  'backup.keepYearly': setting(
    wholeNumber({ from: 0, to: 1_000 }),
    0,
    'How many yearly backups are kept beyond the days',
  ),
  'backup.keepSafetyDays': setting(
    wholeNumber({ from: 1, to: 36_500 }),
    30,
    'How many days backups made before a restore are kept; the newest one always stays',
  ),
  'backup.secondFolder': trusted(
    setting(
      optional(text('an absolute path', /^(?:[/\\]|[A-Za-z]:[/\\])/)),
      null,
      'A folder on another disk, or a synced or network folder, to which every backup is copied too',
    ),
  ),
  'backup.lowPriorityOnBattery': setting(
    flag,
    false,
    'Backups take their time while the machine runs on battery',
  ),
  'log.level': setting(
    choice(['debug', 'info', 'warn', 'error'], { warning: 'warn', critical: 'error', fatal: 'error' }),
    'info',
    'Least severe lines that the service logs keep',
    ['LOG_LEVEL'],
  ),
  dryRun: setting(flag, false, 'Plans and asks as usual, but carries nothing out', ['DRY_RUN']),
  'paths.vault': trusted(setting(optional(path), null, 'The vault, if not obsidian_vault/', ['VAULT_PATH'])),
  'paths.dashboard': trusted(
    setting(optional(path), null, 'The dashboard, if not Dashboard.md in the vault', ['DASHBOARD_PATH']),
  ),
  'paths.watchInbox': trusted(
    setting(optional(path), null, 'The inbox, if not watch_inbox/', [
      'WATCH_INBOX_PATH',
      'FILESYSTEM_WATCH_PATH',
    ]),
  ),
  'paths.approvals': trusted(
    setting(optional(path), null, 'Waiting approvals, if not task_queue/approvals/', ['HITL_APPROVAL_PATH']),
  ),
  'paths.auditLogs': trusted(
    setting(optional(path), null, 'The audit trail, if not audit_logs/', ['AUDIT_LOG_PATH']),
  ),
  'smtp.server': trusted(setting(optional(text('a host name')), null, 'Mail server', ['SMTP_SERVER'])),
  'smtp.port': trusted(
    setting(wholeNumber({ from: 1, to: 65_535 }), 587, 'Port of the mail server', ['SMTP_PORT']),
  ),
  'smtp.username': trusted(
    setting(optional(text('a user name')), null, 'User name at the mail server', ['SMTP_USERNAME']),
  ),
  'alerts.email': trusted(
    setting(optional(text('an e-mail address', /^\S+@\S+$/)), null, 'Where alerts are mailed to', [
      'ALERT_EMAIL',
    ]),
  ),
  'alerts.from': trusted(
    setting(optional(text('an e-mail address', /\S+@\S+/)), null, 'Sender of mailed alerts', ['FROM_EMAIL']),
  ),
} as const satisfies Record<string, Definition<never> | Definition<unknown>>;

/** The name of a setting, such as `queue.concurrency`. */
export type SettingPath = keyof typeof definitions;

/** What `get` returns for a path; settings with a derived default never return `null`. */
export type SettingValue<P extends SettingPath> = P extends DerivedPath
  ? NonNullable<StoredValue<P>>
  : StoredValue<P>;

export type StoredValue<P extends SettingPath> = (typeof definitions)[P]['standard'];

/** Settings whose default depends on other ones. */
export type DerivedPath = 'llm.provider' | 'approvals.alertHours' | 'approvals.expiryHours';

/** Every setting, in the order in which they are listed. */
export const settingPaths = Object.keys(definitions).filter(isSettingPath);

/** Whether a text names a setting. */
export function isSettingPath(path: string): path is SettingPath {
  return Object.hasOwn(definitions, path);
}
