import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { verifyTrail } from '../../src/core/audit/index.ts';
import type { FileOperation } from '../helpers/interposed-file-system.ts';
import type { KillPoint } from '../helpers/killing-file-system.ts';
import { readTree } from '../helpers/restore-site.ts';
import { testFiles } from '../helpers/test-files.ts';
import type { ChildEnd } from './child.ts';
import type { Ground } from './ground.ts';
import { labelOf } from './kill.ts';
import { siteIn } from './open-employee.ts';
import { sample } from './sample.ts';

/** The hash of each part's tree. */
export type PartHashes = Readonly<Record<'vault' | 'queue' | 'settings', string>>;

/** What a workspace is before the restore and after it. */
export interface Sides {
  readonly before: PartHashes;
  readonly after: PartHashes;
}

export interface RestoreKillResult {
  readonly label: string;
  /** Whether the process died there. */
  readonly reached: boolean;
  readonly side: 'before' | 'after' | 'neither';
  readonly problems: readonly string[];
}

/** Before it a process has hardly begun; the whole of it takes about so long. */
const firstMomentMs = 250;
const spanMs = 2_000;

const recoverySchema = z.object({ broken: z.array(z.string()), outcome: z.string().nullable() });

/** The Dashboard is the employee's own, and changes with every start. */
export function partHashes(root: string): PartHashes {
  const vault = { ...readTree(join(root, 'obsidian_vault')), 'Dashboard.md': '' };
  return {
    vault: digest(vault),
    queue: digest(readTree(join(root, 'task_queue'))),
    settings: digest(readTree(join(root, '.employee'))['settings.json'] ?? ''),
  };
}

/** Lets the whole of it happen once without a kill. */
export async function findSides(ground: Ground): Promise<Sides> {
  ground.reset();
  const { root } = siteIn(ground.folder);
  const before = partHashes(root);
  const { code, stderr } = await ground.run('work');
  if (code !== 0) throw new Error(`it fails by itself: ${stderr}`);
  return { before, after: partHashes(root) };
}

/** Operations from the first one of the backup on; what comes before is a start like any other. */
export function restorePoints(operations: readonly FileOperation[]): readonly KillPoint[] {
  const mutating = operations.filter(({ mutates }) => mutates);
  const first = mutating.findIndex(({ path }) => /backup-scratch|\/backups\//.test(path));
  return mutating
    .map((_, index) => index + 1)
    .slice(Math.max(0, first))
    .flatMap((operation): KillPoint[] => [
      { operation, when: 'before' },
      { operation, when: 'after' },
    ]);
}

const swapKills = 4;

/** Where a swap is killed, so that the start that settles it can be killed in turn: between its renames. */
export function swapPoints(operations: readonly FileOperation[]): readonly KillPoint[] {
  const mutating = operations.filter(({ mutates }) => mutates);
  const renames = mutating.flatMap(({ name, path }, index) =>
    name === 'rename' && /\/restore\/[^/]+\/old\/|obsidian_vault$|completed\/done/.test(path)
      ? [index + 1]
      : [],
  );
  return sample(renames, swapKills, 1).map((operation) => ({ operation, when: 'after' }));
}

/** Operations of a start up to the end of the restore it settles. */
export function recoveryPoints(operations: readonly FileOperation[]): readonly KillPoint[] {
  const mutating = operations.filter(({ mutates }) => mutates);
  const last = mutating.findLastIndex(({ path }) => /\/\.employee\/restore/.test(path));
  return Array.from({ length: last + 1 }, (_, index) => index + 1).flatMap((operation): KillPoint[] => [
    { operation, when: 'before' },
    { operation, when: 'after' },
  ]);
}

/** Milliseconds, the same for the same seed, over the time that the whole of it takes. */
export function randomMoments(count: number, seed: number): readonly number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return firstMomentMs + (state / 2 ** 32) * spanMs;
  });
}

/** Kills at a point, starts the next one, and looks. */
export async function killRestoreAt(
  ground: Ground,
  sides: Sides,
  point: KillPoint,
  label: string,
): Promise<RestoreKillResult> {
  ground.reset();
  const killed = await ground.run('kill', String(point.operation), point.when);
  return settleAndLook(ground, sides, killed, `${point.when} ${label}`);
}

/** Kills after some time, wherever that is: also while the archive program writes. */
export async function killRestoreAfter(
  ground: Ground,
  sides: Sides,
  afterMs: number,
): Promise<RestoreKillResult> {
  ground.reset();
  const killed = await ground.runUntil(afterMs, 'work');
  return settleAndLook(ground, sides, killed, `after ${Math.round(afterMs)} ms`);
}

/** Kills the start that settles a restore which was killed before; the workspace is that of the first kill. */
export async function killRecoveryAt(
  ground: Ground,
  sides: Sides,
  point: KillPoint,
  label: string,
): Promise<RestoreKillResult> {
  ground.reset();
  const killed = await ground.run('kill-recovery', String(point.operation), point.when);
  return settleAndLook(ground, sides, killed, `recovery: ${point.when} ${label}`);
}

/** The operation of a point, as it is called in results. */
export function labelsOf(operations: readonly FileOperation[]): (point: KillPoint) => string {
  const mutating = operations.filter(({ mutates }) => mutates);
  return ({ operation }) => labelOf(mutating[operation - 1]).replace(/\d{14}-[0-9a-f]{6}/, '<id>');
}

async function settleAndLook(
  ground: Ground,
  sides: Sides,
  killed: ChildEnd,
  label: string,
): Promise<RestoreKillResult> {
  const reached = killed.signal === 'SIGKILL';
  const problems: string[] = [];
  if (!reached && killed.code !== 0) problems.push(`the run: ${tail(killed.stderr)}`);
  const recovered = await ground.run('recover');
  if (recovered.code !== 0) problems.push(`the next start: ${tail(recovered.stderr)}`);
  const told = recoverySchema.safeParse(parse(recovered.stdout)).data;
  for (const name of told?.broken ?? []) problems.push(`${name} does not verify`);
  const { root } = siteIn(ground.folder);
  const side = sideOf(partHashes(root), sides);
  if (side === 'neither')
    problems.push(`a part is neither the old nor the new one: ${differing(root, sides)}`);
  if (told?.outcome === 'restored' && side !== 'after') problems.push('it says restored, and is not');
  problems.push(...leftovers(root), ...(await brokenTrail(root)));
  return { label, reached, side, problems };
}

/** All parts are on one side. */
function sideOf(found: PartHashes, { before, after }: Sides): RestoreKillResult['side'] {
  const is = (side: PartHashes) =>
    found.vault === side.vault && found.queue === side.queue && found.settings === side.settings;
  if (is(before)) return 'before';
  return is(after) ? 'after' : 'neither';
}

function differing(root: string, { before, after }: Sides): string {
  const found = partHashes(root);
  const parts = ['vault', 'queue', 'settings'] as const;
  return parts
    .map((part) => {
      if (found[part] === before[part]) return `${part} old`;
      return found[part] === after[part] ? `${part} new` : `${part} neither`;
    })
    .join(', ');
}

function leftovers(root: string): readonly string[] {
  const restore = join(root, '.employee', 'restore');
  const left = existsSync(restore) ? readdirSync(restore).filter((name) => name !== 'last-report.json') : [];
  const temporary = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tmp-|\.partial$|backup-scratch/.test(name),
  );
  return [...left, ...temporary].map((name) => `left behind: ${name}`);
}

async function brokenTrail(root: string): Promise<readonly string[]> {
  const { integrity, invalid_details } = await verifyTrail({
    files: testFiles(),
    folder: join(root, 'audit_logs'),
    headFolder: join(root, '.employee'),
    deep: true,
  });
  return integrity === 'OK' ? [] : [`audit: ${JSON.stringify(invalid_details)}`];
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tail(text: string): string {
  return text.trim().split('\n').slice(-6).join(' | ');
}
