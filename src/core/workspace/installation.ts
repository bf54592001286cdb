import { z } from 'zod';
import { EmployeeError } from '../../shared/errors.ts';
import { readJson } from '../../shared/json.ts';
import type { Files } from '../files/index.ts';
import type { WorkspacePaths } from './paths.ts';

const installIdPattern = /^[0-9a-f]{32}$/;

const installationSchema = z.looseObject({
  install_id: z.string().regex(installIdPattern),
  created_at: z.string(),
  schema: z.literal(1),
});

/** Who a workspace is: the identity that trust and audit keys are bound to. */
export type Installation = z.infer<typeof installationSchema>;

const creationSchema = z.looseObject({
  install_id: z.string().regex(installIdPattern),
  kind: z.enum(['created', 'adopted']),
});

/** A creation under way; a kill leaves it behind, and the next start goes on from it. */
export type Creation = z.infer<typeof creationSchema>;

/** `undefined` when the workspace was never created or adopted. Throws `integrity` when the file is not readable as one. */
export function readInstallation(files: Files, paths: WorkspacePaths): Installation | undefined {
  const path = paths.internal.installation;
  const text = files.readText(path);
  if (text === undefined) return undefined;
  const installation = readJson(installationSchema, text);
  if (installation) return installation;
  throw new EmployeeError('integrity', {
    what: `cannot read ${path}`,
    why: 'it is not what the employee wrote there, or a newer version wrote it',
    hint: 'Put the file back from a backup; without it the workspace has lost its identity. Removing it starts a new one, which has to be trusted again',
  });
}

/** `undefined` as well when the file is broken: nothing but its install id would be lost, and nobody knows that yet. */
export function readCreation(files: Files, paths: WorkspacePaths): Creation | undefined {
  const text = files.readText(paths.internal.creation);
  return text === undefined ? undefined : readJson(creationSchema, text);
}
