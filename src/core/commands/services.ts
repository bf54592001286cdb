import type { AuditVerification } from '../../shared/audit.ts';
import type { Health, Status } from '../../shared/status.ts';
import type { ActivityLog } from '../activity.ts';
import type { ApprovalDesk } from '../approvals/index.ts';
import type { AuditTrail } from '../audit/index.ts';
import type { BackupOverview, BackupService, RestoreService } from '../backup/index.ts';
import type { Clock } from '../clock/index.ts';
import type { CostLedger } from '../cost/index.ts';
import type { Files } from '../files/index.ts';
import type { Integrity } from '../integrity.ts';
import type { Redactor } from '../logging/index.ts';
import type { Orchestrator, PolicyGate, TaskReader } from '../orchestrator/index.ts';
import type { Planners } from '../planners.ts';
import type { TaskIndex, TaskQueue } from '../queue/index.ts';
import type { SecretStore } from '../secrets/index.ts';
import type { Settings } from '../settings/index.ts';
import type { VaultContext } from '../vault/index.ts';
import type { WorkspacePaths } from '../workspace/index.ts';
import type { Validator } from './validator.ts';

/** What the commands act on. */
export interface CommandServices {
  readonly backups: { readonly service: BackupService; readonly overview: BackupOverview };
  readonly restores: RestoreService;
  readonly files: Files;
  readonly clock: Clock;
  readonly queue: TaskQueue;
  readonly tasks: TaskIndex;
  readonly desk: ApprovalDesk;
  readonly reader: TaskReader;
  readonly orchestrator: Orchestrator;
  readonly trail: AuditTrail;
  readonly settings: Settings;
  /** `undefined` while the workspace is not trusted. */
  readonly secrets: SecretStore | undefined;
  readonly redactor: Redactor;
  readonly secretsChanged: () => void;
  readonly gate: PolicyGate;
  readonly vault: VaultContext;
  readonly validator: Validator;
  /** `watch_inbox`, or the name it has while a person paused intake. */
  readonly inbox: () => string;
  readonly status: () => Status;
  readonly health: () => Health;
  readonly integrity: Integrity;
  readonly activity: ActivityLog;
  readonly ledger: CostLedger;
  readonly planners: Planners;
  readonly installId: string;
  readonly paths: WorkspacePaths;
  readonly verify: (
    options: { deep: boolean; publicKey?: string | undefined },
    signal?: AbortSignal,
  ) => Promise<AuditVerification>;
  readonly setPaused: (paused: boolean) => Promise<void>;
  readonly requestStop: (how: 'graceful' | 'now') => void;
  /** Ends a task that was not begun; whether it was still to be had. */
  readonly withdraw: (taskId: string, reason: string) => Promise<boolean>;
}
