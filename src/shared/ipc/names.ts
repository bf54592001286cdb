import type { ChannelName, TopicName } from './contract.ts';

/**
 * The contract by name alone, for the preload: the schemas stay out of it. A test keeps these lists equal to
 * `contract.ts`.
 */

/** Names on Electron's own channels; everything of ours goes through these. */
export const wire = {
  call: 'employee:call',
  cancel: 'employee:cancel',
  subscribe: 'employee:subscribe',
  unsubscribe: 'employee:unsubscribe',
  message: 'employee:message',
} as const;

/** What a page may ask for. */
export const channelNames = [
  'status',
  'health',
  'activity',
  'pause',
  'resume',
  'validate',
  'tasks.list',
  'tasks.query',
  'tasks.show',
  'tasks.retry',
  'tasks.cancel',
  'approvals.list',
  'approvals.show',
  'approvals.approve',
  'approvals.reject',
  'approvals.revise',
  'approvals.edit',
  'approvals.undo',
  'policy.show',
  'policy.test',
  'policy.confirm',
  'recover.resolve',
  'recover.clean-stuck',
  'recover.reset-pending',
  'audit.verify',
  'audit.tail',
  'audit.query',
  'audit.state',
  'backup.create',
  'backup.list',
  'backup.verify',
  'backup.prune',
  'backup.rehearse',
  'backup.state',
  'restore.inspect',
  'restore.differences',
  'restore.text-difference',
  'restore.start',
  'restore.cancel',
  'restore.state',
  'logs.tail',
  'cost',
  'cost.prices',
  'cost.set-price',
  'model.test',
  'model.presets',
  'tasks.prompt',
  'config.list',
  'config.get',
  'config.set',
  'secret.list',
  'secret.set',
  'secret.delete',
  'shell.state',
  'shell.preferences',
  'shell.set-preferences',
  'shell.place',
  'shell.restore',
  'shell.close-restore',
  'shell.quit',
  'workspace.choose',
  'workspace.inspect',
  'workspace.open',
  'files.choose',
  'files.example',
  'open.note',
  'open.original',
  'open.folder',
  'open.handbook',
  'open.link',
  'backup.choose-folder',
  'restore.choose',
  'audit.save',
] as const satisfies readonly ChannelName[];

/** What a page may subscribe to. */
export const topicNames = [
  'status',
  'changes',
  'progress',
  'shell',
  'preferences',
  'place',
  'wizard',
  'log',
] as const satisfies readonly TopicName[];

/** What the preload alone asks for. */
export const dropChannel = 'files.drop';
