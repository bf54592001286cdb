import { basename, dirname, join, resolve } from 'node:path';

/** Places a person moved by setting; relative ones count from the workspace. `null`: where they belong. */
export interface PathOverrides {
  readonly vault?: string | null;
  readonly dashboard?: string | null;
  readonly watchInbox?: string | null;
  readonly approvals?: string | null;
  readonly auditLogs?: string | null;
}

/** Every place of a workspace, absolute (CONTRACT §1). */
export type WorkspacePaths = ReturnType<typeof workspacePaths>;

/** Where everything of the workspace at `root` is. Touches no disk. */
export function workspacePaths(root: string, overrides: PathOverrides = {}) {
  const base = resolve(root);
  const place = (override: string | null | undefined, ...standard: readonly string[]) =>
    override ? resolve(base, override) : join(...standard);
  const internal = join(base, '.employee');
  const queue = join(base, 'task_queue');
  const logs = join(base, 'logs');
  const vault = place(overrides.vault, base, 'obsidian_vault');
  const watchInbox = place(overrides.watchInbox, base, 'watch_inbox');
  return {
    root: base,
    watchInbox,
    /** What the inbox is called while intake is paused. */
    watchInboxDisabled: join(dirname(watchInbox), `${basename(watchInbox)}_disabled`),
    watchInboxArchive: join(dirname(watchInbox), `${basename(watchInbox)}_archive`),
    queue: {
      root: queue,
      inbox: join(queue, 'inbox'),
      pending: join(queue, 'pending'),
      approvals: place(overrides.approvals, queue, 'approvals'),
      completed: join(queue, 'completed'),
      quarantine: join(queue, 'quarantine'),
    },
    vault: {
      root: vault,
      dashboard: place(overrides.dashboard, vault, 'Dashboard.md'),
      handbook: join(vault, 'Company_Handbook.md'),
      goals: join(vault, 'Business_Goals.md'),
      skills: join(vault, 'agent_skills'),
      tasks: join(vault, 'Tasks'),
      notes: join(vault, 'Notes'),
      drafts: join(vault, 'Drafts'),
      briefings: join(vault, 'Briefings'),
      incidents: join(vault, 'Incidents'),
    },
    auditLogs: place(overrides.auditLogs, base, 'audit_logs'),
    logs: { root: logs, archive: join(logs, 'archive') },
    backups: join(base, 'backups'),
    actionServers: join(base, 'mcp.json'),
    dotenv: join(base, '.env'),
    internal: {
      root: internal,
      lock: join(internal, 'lock'),
      settings: join(internal, 'settings.json'),
      installation: join(internal, 'install.json'),
      /** There only between the first and the last step of a creation. */
      creation: join(internal, 'creating.json'),
    },
  } as const;
}
