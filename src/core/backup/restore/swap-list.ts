import { createHash } from 'node:crypto';
import { z } from 'zod';
import { backupPartSchema } from '../../../shared/backup.ts';
import { EmployeeError } from '../../../shared/errors.ts';
import { readJson } from '../../../shared/json.ts';
import type { Files } from '../../files/index.ts';

const swapStepSchema = z.discriminatedUnion('kind', [
  /** A folder that is missing; steps after it need it. */
  z.strictObject({ kind: z.literal('make_folder'), path: z.string() }),
  /**
   * `live` gives way to `staged`. `kept` is where the former one goes, `null` when nothing is live; `staged` is `null` when
   * nothing comes instead.
   */
  z.strictObject({
    kind: z.literal('replace'),
    part: backupPartSchema,
    live: z.string(),
    staged: z.string().nullable(),
    kept: z.string().nullable(),
    /** Hex SHA-256 of the staged file; `null` for a folder, and when nothing comes. */
    sha256: z.string().nullable(),
  }),
  /** What is in no backup steps aside before its folder is exchanged, and back to where it was after that. */
  z.strictObject({
    kind: z.literal('carry'),
    to: z.enum(['aside', 'live']),
    part: backupPartSchema,
    live: z.string(),
    aside: z.string(),
  }),
  /** A folder that is empty once the steps before it are done. */
  z.strictObject({ kind: z.literal('remove_folder'), path: z.string() }),
]);

/** One rename of a swap, or what it needs. Paths are absolute. */
export type SwapStep = Readonly<z.infer<typeof swapStepSchema>>;
export type Replacement = Extract<SwapStep, { kind: 'replace' }>;
type Carrying = Extract<SwapStep, { kind: 'carry' }>;

/** A step that renames as a replacement: carrying is half of one. */
export function asReplacement(step: Replacement | Carrying): Replacement {
  if (step.kind === 'replace') return step;
  const { part, live, aside } = step;
  const base = { kind: 'replace', part, live, sha256: null } as const;
  return step.to === 'aside'
    ? { ...base, staged: null, kept: aside }
    : { ...base, staged: aside, kept: null };
}

/** Every path a step touches. */
export function pathsOf(step: SwapStep): readonly string[] {
  if (step.kind === 'make_folder' || step.kind === 'remove_folder') return [step.path];
  const { live, staged, kept } = asReplacement(step);
  return [live, staged, kept].filter((path) => path !== null);
}

const endSchema = z.strictObject({ steps: z.number(), sha256: z.string() });

/** Writes the list of a swap; it ends with its own digest, so that a list is whole or none. */
export async function writeSwapList(files: Files, path: string, steps: readonly SwapStep[]): Promise<void> {
  await files.remove(path);
  const sum = createHash('sha256');
  await files.createBy(path, async (write) => {
    for (const step of steps) {
      const line = Buffer.from(`${JSON.stringify(step)}\n`);
      sum.update(line);
      write(line);
    }
    write(Buffer.from(`${JSON.stringify({ steps: steps.length, sha256: sum.digest('hex') })}\n`));
  });
}

/** Throws `integrity` when the list is not whole: it was durable before the first rename. */
export function readSwapList(files: Files, path: string): readonly SwapStep[] {
  const lines = (files.readText(path) ?? '').split('\n');
  const end = readJson(endSchema, lines.at(-2) ?? '');
  const body = lines.slice(0, -2);
  const sum = createHash('sha256');
  for (const line of body) sum.update(`${line}\n`);
  const steps = body.map((line) => readJson(swapStepSchema, line)).filter((step) => step !== undefined);
  if (end && end.steps === steps.length && end.sha256 === sum.digest('hex')) return steps;
  throw new EmployeeError('integrity', {
    what: `cannot go on with the restore`,
    why: `its list of renames ${path} is damaged`,
    hint: 'Put it back from where it was changed; what was live lies in the folder "old" beside it',
  });
}
