import { join } from 'node:path';
import { z } from 'zod';
import { type Clock, type Random, timestamp } from '../clock/index.ts';
import { type Files, withExclusive } from '../files/index.ts';
import { userStateFolder } from './folder.ts';
import { JsonFile } from './json-file.ts';
import {
  findRecord,
  keyFolderName,
  type TrustFile,
  type TrustRecord,
  trustFileSchema,
  type WorkspaceIdentity,
} from './trust-records.ts';

export type { WorkspaceIdentity } from './trust-records.ts';

export interface UserStateOptions {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  /** `userStateFolder()` unless another is given. */
  readonly folder?: string;
}

const lastWorkspaceSchema = z.looseObject({ path: z.string().min(1) });
const installationSchema = z.looseObject({ install_id: z.string() });
const tokenPattern = /^[0-9a-f]{64}$/;
const noWorkspaces: TrustFile = { schema: 1, workspaces: [] };

/**
 * The per-user state of the employee: one 0700 folder. Changes of several processes wait for each other, so that none
 * loses another's.
 */
export class UserState {
  readonly folder: string;
  readonly #options: UserStateOptions;
  readonly #problems: string[] = [];
  readonly #trust: JsonFile<TrustFile>;
  readonly #last: JsonFile<z.infer<typeof lastWorkspaceSchema>>;
  readonly #token: JsonFile<string>;

  private constructor(options: UserStateOptions) {
    this.#options = options;
    this.folder = options.folder ?? userStateFolder();
    this.#trust = this.#file('workspaces.json', trustFileSchema);
    this.#last = this.#file('last-workspace.json', lastWorkspaceSchema);
    this.#token = this.#file('control-token.json', z.string().regex(tokenPattern));
  }

  /** Makes the folder when missing, and sets files aside that cannot be understood (see `problems`). */
  static async open(options: UserStateOptions): Promise<UserState> {
    const state = new UserState(options);
    await options.files.ensureFolder(state.folder, 0o700);
    const files = [state.#trust, state.#last, state.#token];
    await state.#exclusive(async () => {
      for (const file of files) await file.setAsideIfBroken();
    });
    return state;
  }

  /** What was wrong with the files found; one sentence each, for health. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** A workspace that was copied or moved is `unknown` until a person trusts it where it is now. */
  trustOf(workspace: WorkspaceIdentity): 'trusted' | 'unknown' {
    return findRecord(this.#workspaces(), workspace) ? 'trusted' : 'unknown';
  }

  /**
   * Records that a person trusts this workspace. One that was moved here keeps its record and with it the audit key; a
   * copy, whose original is still where it was, gets its own.
   */
  trust(workspace: WorkspaceIdentity): Promise<void> {
    return this.#exclusive(async () => {
      const { files, clock } = this.#options;
      const file = this.#workspaces();
      if (findRecord(file, workspace)) return;
      const ownKeys = keyFolderName(workspace);
      // Keys made here since the move continue the trail: they are the ones to keep.
      const hasOwnKeys = files.names(join(this.folder, 'keys', ownKeys)).length > 0;
      const moved = hasOwnKeys ? undefined : this.#movedRecord(file, workspace);
      const record: TrustRecord = {
        ...moved,
        install_id: workspace.installId,
        real_path: workspace.realPath,
        key_folder: moved?.key_folder ?? ownKeys,
        trusted_at: timestamp(clock),
      };
      const others = file.workspaces.filter((other) => other !== moved);
      await this.#trust.write({ ...file, workspaces: [...others, record] });
    });
  }

  /** Where the audit keys of a workspace lie; the folder need not exist. */
  keyFolder(workspace: WorkspaceIdentity): string {
    const name = findRecord(this.#workspaces(), workspace)?.key_folder ?? keyFolderName(workspace);
    return join(this.folder, 'keys', name);
  }

  /** What both ends of the control endpoint prove to each other: 64 hex characters, one per user, made when missing. */
  async controlToken(): Promise<string> {
    const known = this.#token.read();
    if (known !== undefined) return known;
    return this.#exclusive(async () => {
      const existing = this.#token.read();
      if (existing !== undefined) return existing;
      const token = this.#options.random.hex(32);
      await this.#token.write(token);
      return token;
    });
  }

  /** The folder last chosen in the app. */
  lastWorkspace(): string | undefined {
    return this.#last.read()?.path;
  }

  rememberWorkspace(path: string): Promise<void> {
    return this.#exclusive(() => this.#last.write({ ...this.#last.read(), path }));
  }

  #workspaces(): TrustFile {
    return this.#trust.read() ?? noWorkspaces;
  }

  /** The record of this install at a place where it is not any more. */
  #movedRecord(file: TrustFile, { installId }: WorkspaceIdentity): TrustRecord | undefined {
    return file.workspaces.find(
      (record) => record.install_id === installId && this.#installIdAt(record.real_path) !== installId,
    );
  }

  #installIdAt(root: string): string | undefined {
    const { files } = this.#options;
    try {
      const text = files.readText(join(root, '.employee', 'install.json')) ?? 'null';
      return installationSchema.safeParse(JSON.parse(text)).data?.install_id;
    } catch {
      // What cannot be read there is not this install.
      return undefined;
    }
  }

  #file<T>(name: string, schema: z.ZodType<T>): JsonFile<T> {
    const problem = (text: string) => void this.#problems.push(text);
    return new JsonFile({ ...this.#options, path: join(this.folder, name), schema, problem });
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    return withExclusive({ path: join(this.folder, 'state.guard') }, work);
  }
}
