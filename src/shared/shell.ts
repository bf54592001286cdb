import { z } from 'zod';

/** The screens of the window. */
export const views = [
  'today',
  'approvals',
  'tasks',
  'audit',
  'backups',
  'maintenance',
  'logs',
  'settings',
  'health',
] as const;

/** Where the window is, or is to go: a screen, and what is open in it (a task's id). */
export const placeSchema = z.object({ view: z.enum(views), id: z.string().max(200).nullable() });

/** What the restore wizard is to begin with: a name in the backups folder; `null`: the list of them. */
export const wizardPlaceSchema = z.object({ archive: z.string().max(255).nullable() });

const hourOfDay = z.number().int().min(0).max(23);

/** What the person chose for the app itself; kept by the shell, not in the workspace. */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  language: z.enum(['en', 'ur']),
  launchAtLogin: z.boolean(),
  /** Local hours between which no toast is raised; across midnight when `from` > `to`. `null`: never quiet. */
  quietHours: z.object({ from: hourOfDay, to: hourOfDay }).nullable(),
  /** Keeps secrets even where the system can only obscure them (`basic_text`). */
  acceptsWeakSecretStorage: z.boolean(),
  /** Keys that open the window from anywhere. While nobody has chosen: on only where no tray is shown. */
  globalShortcut: z.boolean(),
});

const failureSchema = z.object({ what: z.string(), why: z.string(), hint: z.string() });

/** The app around the employee. */
export const shellStateSchema = z.object({
  version: z.string(),
  platform: z.enum(['win32', 'darwin', 'linux']),
  /** `first_run`: no workspace was ever chosen · `attached`: another process holds the workspace and does the work. */
  employee: z.discriminatedUnion('state', [
    z.object({ state: z.literal('first_run'), suggested: z.string() }),
    z.object({ state: z.literal('starting') }),
    z.object({ state: z.literal('running') }),
    z.object({ state: z.literal('attached'), pid: z.number() }),
    z.object({ state: z.literal('stopping') }),
    /** `path`: the folder that could not be opened, or was lost; `null`: none was chosen. */
    z.object({ state: z.literal('failed'), error: failureSchema, path: z.string().nullable() }),
  ]),
  workspace: z
    .object({
      path: z.string(),
      name: z.string(),
      kind: z.enum(['created', 'adopted', 'existing']),
      trusted: z.boolean(),
    })
    .nullable(),
  /** Some systems show no tray: closing the window then quits or minimises instead of hiding it. */
  hasTray: z.boolean(),
  /** What keeps toasts from being shown; `null` while they work. */
  toastProblem: z.string().nullable(),
  /** `refused`: the system, or another program, does not let the app have the keys. */
  globalShortcut: z.object({ keys: z.string(), state: z.enum(['off', 'on', 'refused']) }),
  secretStorage: z.object({
    kind: z.enum(['encrypted', 'weak', 'unavailable']),
    /** The system's name for it, such as `gnome_libsecret`. */
    backend: z.string(),
  }),
});

/** What is in a folder that may become the workspace. */
export const folderInspectionSchema = z.object({
  path: z.string(),
  kind: z.enum(['new', 'workspace', 'original', 'unusable']),
  /** One sentence for a person: what would happen with it, or why it cannot be used. */
  message: z.string(),
  tasks: z.number(),
  notes: z.number(),
});

export type View = (typeof views)[number];
export type Place = z.infer<typeof placeSchema>;
export type WizardPlace = z.infer<typeof wizardPlaceSchema>;
export type Preferences = z.infer<typeof preferencesSchema>;
export type ShellState = z.infer<typeof shellStateSchema>;
export type FolderInspection = z.infer<typeof folderInspectionSchema>;
