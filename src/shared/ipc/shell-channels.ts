import { z } from 'zod';
import { type CommandSchemas, done, none } from '../commands/shapes.ts';
import {
  folderInspectionSchema,
  placeSchema,
  preferencesSchema,
  shellStateSchema,
  wizardPlaceSchema,
} from '../shell.ts';

const path = z.string().min(1).max(32_768);
const taskId = z.string().min(1).max(200);

/** Files put into the inbox, and those that were not, with the reason. */
const dropResult = z.object({
  added: z.array(z.object({ name: z.string(), path: z.string() })),
  refused: z.array(z.object({ name: z.string(), why: z.string() })),
});

/** What the window asks of the app around the employee. Folders and files are chosen in dialogs of the system. */
export const shellChannels = {
  'shell.state': { params: none, result: shellStateSchema },
  'shell.preferences': { params: none, result: preferencesSchema },
  'shell.set-preferences': {
    params: z.strictObject({ ...preferencesSchema.partial().shape }),
    result: preferencesSchema,
  },
  'shell.place': { params: none, result: placeSchema },
  /** Brings the restore wizard to the front, in a window of its own. */
  'shell.restore': { params: z.strictObject({ ...wizardPlaceSchema.shape }), result: done },
  'shell.close-restore': { params: none, result: done },
  'shell.quit': { params: z.strictObject({ now: z.boolean().default(false) }), result: done },

  'workspace.choose': { params: none, result: folderInspectionSchema.nullable() },
  'workspace.inspect': { params: z.strictObject({ path }), result: folderInspectionSchema },
  /** Opens it, creating or adopting what is needed; the workspace open before is stopped gracefully. */
  'workspace.open': { params: z.strictObject({ path, trust: z.boolean() }), result: shellStateSchema },

  'files.choose': { params: none, result: dropResult },
  /** A first file for the first run. */
  'files.example': { params: none, result: dropResult },

  /** Opens a task's note in Obsidian, or in the system's program for it. */
  'open.note': { params: z.strictObject({ task_id: taskId }), result: done },
  /** Shows a task's original in the file manager. */
  'open.original': { params: z.strictObject({ task_id: taskId }), result: done },
  'open.folder': {
    params: z.strictObject({
      folder: z.enum(['workspace', 'inbox', 'vault', 'backups', 'logs', 'audit', 'quarantine']),
    }),
    result: done,
  },
  'open.handbook': { params: none, result: done },
  /** Opens an http(s) address outside, after the person has seen its host. */
  'open.link': {
    params: z.strictObject({ url: z.string().max(8_192) }),
    result: z.object({ opened: z.boolean() }),
  },

  /** Asks for the folder that every backup is copied to, and keeps it as the setting. */
  'backup.choose-folder': { params: none, result: z.object({ path: z.string() }).nullable() },
  /** Asks for an archive, or a folder of the original system, outside the backups folder; pages may name it from then on. */
  'restore.choose': {
    params: z.strictObject({ kind: z.enum(['file', 'folder']) }),
    result: z.object({ archive: z.string() }).nullable(),
  },

  /** Asks where to, then writes the trail there. */
  'audit.save': {
    params: z.strictObject({ format: z.enum(['jsonl', 'csv']) }),
    result: done.extend({ entries: z.number() }).nullable(),
  },
} as const satisfies Record<string, CommandSchemas>;

/** Asked by the preload alone, with paths it read from files a person dropped: a page cannot name a path. */
export const preloadChannels = {
  'files.drop': { params: z.strictObject({ paths: z.array(path).min(1).max(10_000) }), result: dropResult },
} as const satisfies Record<string, CommandSchemas>;

export type DropResult = z.infer<typeof dropResult>;
