import { isUtf8 } from 'node:buffer';
import { dirname } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import type { Files } from '../files/index.ts';
import { vaultPathProblem } from '../policy/index.ts';
import { blockId, hasBlock, withBlock } from './appended-block.ts';
import { sha256 } from './digest.ts';
import { inertDocument } from './inert-document.ts';
import { noteArgumentsSchema, type VaultTool, vaultTools } from './vault-tools.ts';

const maxContentBytes = 1024 * 1024;
const maxNoteBytes = 10 * 1024 * 1024;
const maxRounds = 5;

export interface VaultServerDependencies {
  readonly files: Files;
  readonly vaultFolder: string;
}

/** `path` is relative to the vault, `sha256` that of the whole note afterwards. */
export type VaultToolResult =
  | { readonly ok: true; readonly summary: string; readonly path: string; readonly sha256: string }
  | Refusal;

/** The note as it will be after the call: for the intent, so that recovery can tell whether the write happened. */
export type ExpectedState = { readonly ok: true; readonly path: string; readonly sha256: string } | Refusal;

interface Refusal {
  readonly ok: false;
  readonly reason: string;
}

interface CallIdentity {
  readonly idempotencyKey: string;
}

/**
 * The built-in server `vault`. It adds Markdown notes in the employee's own folders of the vault, never follows a
 * link, never overwrites a note, and makes all content inert. Both tools may be called again after a crash.
 */
export class VaultServer {
  readonly tools: readonly VaultTool[] = vaultTools;
  readonly #files: Files;
  readonly #vaultFolder: string;

  constructor(dependencies: VaultServerDependencies) {
    this.#files = dependencies.files;
    this.#vaultFolder = dependencies.vaultFolder;
  }

  /** Arguments with the content as it will be written. */
  prepare(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return typeof args.content === 'string' ? { ...args, content: inertDocument(args.content) } : args;
  }

  /** Does the call. Refusals are values; a failing disk throws an `EmployeeError`. */
  async call(tool: string, args: unknown, identity: CallIdentity): Promise<VaultToolResult> {
    for (let round = 0; round < maxRounds; round += 1) {
      const change = this.#change(tool, args, identity);
      if (!change.ok) return change;
      if (change.state === 'already done' || (await this.#apply(change)))
        return { ok: true, summary: summary(change), path: change.path, sha256: sha256(change.after) };
    }
    return refusal('another program keeps changing the note');
  }

  /** What `call` would leave behind, from the note as it is now. Changes nothing. */
  expectedState(tool: string, args: unknown, identity: CallIdentity): ExpectedState {
    const change = this.#change(tool, args, identity);
    return change.ok ? { ok: true, path: change.path, sha256: sha256(change.after) } : change;
  }

  async #apply(change: Change): Promise<boolean> {
    const { absolutePath, before, after } = change;
    await this.#files.ensureFolder(dirname(absolutePath));
    // Recovery makes a lost rename again from the intent, so the folder may be synced later.
    if (before === undefined)
      return (await this.#files.create(absolutePath, after, { folder: 'later' })) === 'created';
    const unchanged = () => this.#files.read(absolutePath, maxNoteBytes)?.equals(before) === true;
    return this.#files.replaceIf(absolutePath, after, unchanged, { folder: 'later' });
  }

  #change(tool: string, args: unknown, identity: CallIdentity): Change | Refusal {
    if (tool !== 'create_note' && tool !== 'append_note') return refusal(`the vault has no tool ${tool}`);
    const parsed = noteArgumentsSchema.safeParse(args);
    if (!parsed.success) return refusal(problemOf(parsed.error));
    const { path, content } = parsed.data;
    const pathProblem = vaultPathProblem(path);
    if (pathProblem !== null) return refusal(pathProblem);
    if (Buffer.byteLength(content) > maxContentBytes) return refusal('the content is larger than 1 MiB');
    const absolutePath = this.#locate(path);
    if (typeof absolutePath !== 'string') return absolutePath;
    const kind = this.#files.stat(absolutePath)?.kind;
    if (kind !== undefined && kind !== 'file') return refusal(`${path} is not a file`);
    const before = this.#files.read(absolutePath, maxNoteBytes);
    const target = { path, absolutePath, before };
    return tool === 'create_note'
      ? creation(target, inertDocument(content))
      : addition(target, inertDocument(content), blockId(identity.idempotencyKey));
  }

  #locate(path: string): string | Refusal {
    try {
      return this.#files.safeJoin(this.#vaultFolder, path);
    } catch (error) {
      if (error instanceof EmployeeError && error.code === 'unsafe_path') return refusal(error.why);
      throw error;
    }
  }
}

interface Target {
  readonly path: string;
  readonly absolutePath: string;
  readonly before: Buffer | undefined;
}

interface Change extends Target {
  readonly ok: true;
  readonly tool: 'create_note' | 'append_note';
  readonly state: 'already done' | 'to do';
  readonly after: Buffer;
}

function creation(target: Target, content: string): Change | Refusal {
  const after = Buffer.from(content.endsWith('\n') ? content : `${content}\n`);
  if (target.before === undefined) return { ok: true, tool: 'create_note', state: 'to do', ...target, after };
  if (target.before.equals(after))
    return { ok: true, tool: 'create_note', state: 'already done', ...target, after };
  return refusal(`${target.path} already exists with other content`);
}

function addition(target: Target, content: string, id: string): Change | Refusal {
  const before = target.before ?? Buffer.alloc(0);
  if (before.byteLength > maxNoteBytes) return refusal(`${target.path} is larger than 10 MiB`);
  if (!isUtf8(before)) return refusal(`${target.path} is not UTF-8 text`);
  if (hasBlock(before, id))
    return { ok: true, tool: 'append_note', state: 'already done', ...target, after: before };
  return { ok: true, tool: 'append_note', state: 'to do', ...target, after: withBlock(before, content, id) };
}

function summary(change: Change): string {
  if (change.state === 'already done') return `${change.path} already holds this content`;
  return change.tool === 'create_note' ? `Created ${change.path}` : `Added to ${change.path}`;
}

function problemOf(error: {
  readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[];
}) {
  const issue = error.issues[0];
  return issue
    ? `the argument ${issue.path.join('.') || 'list'} is invalid: ${issue.message}`
    : 'invalid arguments';
}

function refusal(reason: string): Refusal {
  return { ok: false, reason };
}
