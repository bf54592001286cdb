import { join } from 'node:path';
import { EmployeeError } from '../../../shared/errors.ts';
import { type Files, fileDigest, walkTree } from '../../files/index.ts';
import { pathInPart, type StagedFile } from './staged-files.ts';
import type { Replacement, SwapStep } from './swap-list.ts';

export interface VerifySwapInput {
  readonly files: Files;
  readonly steps: readonly SwapStep[];
  /** Of the vault. */
  readonly vault: readonly StagedFile[];
  /** What changed since then was changed by somebody else, and is theirs. */
  readonly startedMs: number;
}

/** Reads everything that went live. Throws `integrity` for what is not as it was staged. */
export async function verifySwap(input: VerifySwapInput): Promise<void> {
  for (const step of input.steps) {
    if (step.kind === 'carry') requireThere(input.files, step.live);
    if (step.kind !== 'replace') continue;
    if (step.staged !== null && step.sha256 === null) await verifyFolder(input, step);
    else await verifyFile(input, step.live, step.sha256);
  }
}

async function verifyFile(input: VerifySwapInput, live: string, sha256: string | null): Promise<void> {
  const stat = input.files.stat(live);
  if (stat === undefined && sha256 === null) return;
  if (stat?.kind === 'file' && (await fileDigest(input.files, live)) === sha256) return;
  if (stat && stat.modifiedMs >= input.startedMs) return;
  throw notAsStaged(live, stat ? 'it is not what was restored' : 'it is not there');
}

function requireThere(files: Files, live: string): void {
  if (!files.exists(live)) throw notAsStaged(live, 'it is not there');
}

async function verifyFolder(input: VerifySwapInput, { live }: Replacement): Promise<void> {
  const { files, vault } = input;
  const carried = new Set(input.steps.flatMap((step) => (step.kind === 'carry' ? [step.live] : [])));
  const missing = new Map(vault.map((file) => [pathInPart(file.path), file.sha256]));
  for await (const { path, kind } of walkTree(files, live)) {
    if (kind === 'folder' || carried.has(join(live, path))) continue;
    await verifyFile(input, join(live, path), missing.get(path) ?? null);
    missing.delete(path);
  }
  const [first] = missing.keys();
  if (first !== undefined) throw notAsStaged(join(live, first), 'it is not there');
}

function notAsStaged(path: string, why: string): EmployeeError {
  return new EmployeeError('integrity', {
    what: `cannot restore ${path}`,
    why,
    hint: 'Everything is put back as it was; check the disk and try again',
  });
}
