import { join } from 'node:path';
import {
  AuditReader,
  auditQuery,
  FileAuditKeys,
  genesisOf,
  verificationDocument,
  verifyTrail,
} from '../core/audit/index.ts';
import { localDay } from '../core/clock/index.ts';
import type { KnownWorkspace, Places } from '../core/hosting/index.ts';
import { listTasks } from '../core/queue/index.ts';
import type { Api, CommandName, CommandParams, CommandResult, Setting } from '../shared/api.ts';
import { EmployeeError } from '../shared/errors.ts';
import type { ServiceStatus, Status } from '../shared/status.ts';
import { lockOwner } from './lock-owner.ts';
import { backupCatalogue, verifyBackup } from './read-backups.ts';

type Answers = {
  readonly [Name in CommandName]?: (
    params: CommandParams<Name>,
    signal: AbortSignal | undefined,
  ) => Promise<CommandResult<Name>>;
};

/**
 * What the files of a workspace say, without the lock and without writing: for looking while another process holds it and
 * does not answer. What files cannot say, such as today's cost, is left open rather than guessed.
 */
export class FileReader implements Api {
  readonly #answers: Answers;

  constructor(places: Places, workspace: KnownWorkspace) {
    this.#answers = {
      status: () => readStatus(places, workspace),
      'tasks.list': (params) => readTasks(places, workspace, params),
      'audit.verify': (params, signal) => verify(places, workspace, params, signal),
      'audit.tail': (params) => auditReader(places, workspace).tail(params.n ?? 20),
      'audit.query': async (params) =>
        auditReader(places, workspace).query(auditQuery({ limit: 100, ...params })),
      'audit.state': () => readAuditState(places, workspace),
      'backup.list': () => backupCatalogue(places, workspace).list(),
      'backup.verify': ({ archive }, signal) => verifyBackup(places, workspace, archive, signal),
      'config.list': async () => workspace.settings.list().map(settingOf),
      'config.get': async ({ key }) => findSetting(workspace, key),
    };
  }

  async call<Name extends CommandName>(
    name: Name,
    params: CommandParams<Name>,
    signal?: AbortSignal,
  ): Promise<CommandResult<Name>> {
    const answer: Answers[Name] = this.#answers[name];
    if (answer) return answer(params, signal);
    throw new EmployeeError('workspace_held', {
      what: `cannot do ${name}`,
      why: 'another process holds this workspace and does not answer',
      hint: 'Wait and try again; if it stays silent, run "employee run --take-over"',
    });
  }
}

async function readStatus(places: Places, workspace: KnownWorkspace): Promise<Status> {
  const { files, clock, root } = places;
  const { queue } = workspace.paths;
  const owner = lockOwner(places);
  const isHeld = owner !== undefined && owner.state !== 'dead';
  const today = await auditReader(places, workspace).countsForLocalDay(localDay(clock.now()));
  const [last] = await auditReader(places, workspace).tail(1);
  const count = async (folder: string, suffix = '.json') => {
    let found = 0;
    await files.scan(folder, ({ name }) => {
      if (name.endsWith(suffix) && !name.startsWith('.')) found += 1;
    });
    return found;
  };
  return {
    running: isHeld && owner.kind === 'run',
    pid: isHeld ? owner.pid : null,
    uptime_s: 0,
    paused: false,
    services: {
      orchestrator: service(isHeld),
      watcher: service(isHeld),
      scheduler: service(isHeld),
    },
    queue: {
      inbox: await count(queue.inbox),
      pending: await count(queue.pending),
      approvals: await count(queue.approvals, '_task.json'),
      completed: await count(queue.completed),
      completed_today: today.completed,
      failed_today: today.failed,
      quarantine: await count(queue.quarantine, '.reason.json'),
      stuck: 0,
      outcome_unknown: 0,
    },
    cost_today_usd: 0,
    cost_is_lower_bound: true,
    last_backup: backupCatalogue(places, workspace).last(),
    audit_head: { seq: last?.seq ?? 0, hash: '' },
    current: null,
    workspace: root,
    trusted: workspace.trusted,
  };
}

function service(isHeld: boolean): ServiceStatus {
  return isHeld
    ? { status: 'failed', restarts: 0, last_error: 'it does not answer' }
    : { status: 'stopped', restarts: 0, last_error: null };
}

async function readTasks(
  { files }: Places,
  { paths }: KnownWorkspace,
  { state, limit = 50 }: CommandParams<'tasks.list'>,
): Promise<CommandResult<'tasks.list'>> {
  if (state === 'quarantine') return [];
  const texts = join(paths.internal.root, 'texts');
  return listTasks(files, { ...paths.queue, texts }, { state, limit });
}

async function verify(
  places: Places,
  { paths, identity, settings }: KnownWorkspace,
  params: CommandParams<'audit.verify'>,
  signal: AbortSignal | undefined,
): Promise<CommandResult<'audit.verify'>> {
  const { files, userState } = places;
  const key = identity && (await new FileAuditKeys({ files, folder: userState.keyFolder(identity) }).load());
  const report = await verifyTrail({
    files,
    folder: paths.auditLogs,
    headFolder: paths.internal.root,
    deep: params.deep ?? false,
    publicKey: params.public_key,
    knownInstall: identity && key && { installId: identity.installId, publicKey: key.verifying.text },
    legacyKey: settings.secrets.get('AUDIT_SIGNING_KEY'),
    signal,
  });
  return verificationDocument(report);
}

function auditReader({ files }: Places, { paths }: KnownWorkspace): AuditReader {
  return new AuditReader({ files, folder: paths.auditLogs, headFolder: paths.internal.root });
}

async function readAuditState(
  places: Places,
  workspace: KnownWorkspace,
): Promise<CommandResult<'audit.state'>> {
  const reader = auditReader(places, workspace);
  const installId = workspace.identity?.installId ?? '';
  const genesis = genesisOf(await reader.query({ action: 'audit_genesis' }), installId);
  return {
    install_id: installId,
    public_key: genesis?.publicKey ?? '',
    since: genesis?.since ?? null,
    head: null,
    last_verified: null,
    problem: null,
  };
}

function findSetting(workspace: KnownWorkspace, key: string): Setting {
  const entry = workspace.settings
    .list()
    .find((candidate) => candidate.path === key || candidate.environment.includes(key));
  if (entry) return settingOf(entry);
  throw new EmployeeError('invalid_input', {
    what: `cannot show ${JSON.stringify(key)}`,
    why: 'there is no such setting',
    hint: 'See all of them with "employee config list"',
  });
}

function settingOf(entry: ReturnType<KnownWorkspace['settings']['list']>[number]): Setting {
  return { key: entry.path, value: entry.value, source: entry.source, description: entry.description };
}
