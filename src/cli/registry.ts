import type { Command } from 'commander';
import type { Cli } from './cli.ts';

/** A command of the line. Its file is loaded only when the line names it, so that the program starts fast. */
export interface CommandEntry {
  readonly summary: string;
  load(): Promise<(cli: Cli) => Command>;
}

/** The commands, in the order of the help. */
export const commandEntries: Readonly<Record<string, CommandEntry>> = {
  init: {
    summary: 'create a workspace, or adopt one of the original system',
    load: async () => (await import('./commands/init.ts')).initCommand,
  },
  run: {
    summary: 'run the employee here, in the foreground',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  stop: {
    summary: 'stop the running employee',
    load: async () => (await import('./commands/stop.ts')).stopCommand,
  },
  pause: {
    summary: 'stop beginning tasks; what is begun is finished',
    load: async () => (await import('./commands/pause.ts')).pauseCommand,
  },
  resume: {
    summary: 'begin tasks again',
    load: async () => (await import('./commands/resume.ts')).resumeCommand,
  },
  status: {
    summary: 'what it does, what waits, what it cost today',
    load: async () => (await import('./commands/status.ts')).statusCommand,
  },
  health: {
    summary: 'the health report; exit 1 unless HEALTHY',
    load: async () => (await import('./commands/health.ts')).healthCommand,
  },
  cost: {
    summary: 'what the model cost, what is left, what models cost',
    load: async () => (await import('./commands/cost.ts')).costCommand,
  },
  model: {
    summary: 'see whether the model that plans answers',
    load: async () => (await import('./commands/model.ts')).modelCommand,
  },
  activity: {
    summary: 'what was done hour by hour, and what today cost',
    load: async () => (await import('./commands/activity.ts')).activityCommand,
  },
  validate: {
    summary: 'drop a test file and watch it being finished',
    load: async () => (await import('./commands/validate.ts')).validateCommand,
  },
  tasks: {
    summary: 'list, show, add, retry or cancel tasks',
    load: async () => (await import('./commands/tasks.ts')).tasksCommand,
  },
  approvals: {
    summary: 'see and decide what waits for you',
    load: async () => (await import('./commands/approvals.ts')).approvalsCommand,
  },
  policy: {
    summary: 'see the policy, try it on a file, confirm a changed one',
    load: async () => (await import('./commands/policy.ts')).policyCommand,
  },
  audit: {
    summary: 'verify, read, search and export the audit trail',
    load: async () => (await import('./commands/audit.ts')).auditCommand,
  },
  backup: {
    summary: 'make, list, verify, prune and rehearse backups',
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  restore: {
    summary: 'put back what a backup holds, as a whole or not at all',
    load: async () => (await import('./commands/restore.ts')).restoreCommand,
  },
  recover: {
    summary: 'put right what an interruption left behind',
    load: async () => (await import('./commands/recover.ts')).recoverCommand,
  },
  logs: {
    summary: 'read the service logs',
    load: async () => (await import('./commands/logs.ts')).logsCommand,
  },
  config: {
    summary: 'read and change settings',
    load: async () => (await import('./commands/config.ts')).configCommand,
  },
  secret: {
    summary: 'keep, name and forget keys and passwords',
    load: async () => (await import('./commands/secret.ts')).secretCommand,
  },
  doctor: {
    summary: 'look for trouble on this machine',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
};

/** Commands of the program itself, kept out of the help. */
export const internalEntries: Readonly<Record<string, CommandEntry>> = {
  'start-headless': {
    summary: 'what `npm start` runs where no desktop is to be had',
    load: async () => (await import('./commands/start-headless.ts')).startHeadlessCommand,
  },
};
