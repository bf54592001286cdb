import { join, sep } from 'node:path';
import { describeError } from '../../shared/errors.ts';
import type { Clock } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { parseSkill, type Skill } from '../reasoning/index.ts';

const maxFileBytes = 256 * 1024;
const maxSkills = 200;
const freshMs = 20;

export interface VaultContextDependencies {
  readonly files: Files;
  readonly vaultFolder: string;
  /** With it, what was looked at less than 20 ms ago is not looked at again. */
  readonly clock?: Clock;
}

/** What the vault tells the planner. `problems` are sentences for a person. */
export interface VaultKnowledge {
  readonly handbook: string;
  readonly goals: string;
  readonly skills: readonly Skill[];
  readonly problems: readonly string[];
}

/**
 * The person's context for reasoning. Read again only when a file or folder it came from changed (time, size or
 * inode), so that asking before every task costs a few stats. What cannot be read is a problem, never a crash.
 */
export class VaultContext {
  readonly #files: Files;
  readonly #vaultFolder: string;
  #known: { readonly knowledge: VaultKnowledge; readonly seen: ReadonlyMap<string, string> } | undefined;

  readonly #clock: Clock | undefined;
  #checkedMs = Number.NEGATIVE_INFINITY;

  constructor(dependencies: VaultContextDependencies) {
    this.#clock = dependencies.clock;
    this.#files = dependencies.files;
    this.#vaultFolder = dependencies.vaultFolder;
  }

  /** As `load`, but what changed a moment ago counts too: for what a person has just written and confirms. */
  refresh(): VaultKnowledge {
    this.#checkedMs = Number.NEGATIVE_INFINITY;
    return this.load();
  }

  load(): VaultKnowledge {
    const nowMs = this.#clock?.now() ?? Number.POSITIVE_INFINITY;
    if (this.#known && Math.abs(nowMs - this.#checkedMs) < freshMs) return this.#known.knowledge;
    this.#checkedMs = nowMs;
    if (
      this.#known &&
      [...this.#known.seen].every(([path, signature]) => this.#signature(path) === signature)
    )
      return this.#known.knowledge;
    const seen = new Map<string, string>();
    const problems: string[] = [];
    const reading: Reading = { seen, problems };
    const handbook = this.#read('Company_Handbook.md', reading) ?? '';
    const goals = this.#read('Business_Goals.md', reading) ?? '';
    const knowledge = { handbook, goals, skills: this.#skills(reading), problems };
    this.#known = { knowledge, seen };
    return knowledge;
  }

  #skills(reading: Reading): readonly Skill[] {
    const skills: Skill[] = [];
    for (const path of this.#skillPaths(reading)) {
      const text = this.#read(path, reading);
      if (text === undefined) continue;
      const skill = parseSkill(text, path);
      skills.push(skill);
      if (skill.problem !== undefined) reading.problems.push(`${path}: ${skill.problem}`);
    }
    return skills;
  }

  /** `agent_skills/*.md` and `agent_skills/<name>/SKILL.md`, in a stable order. */
  #skillPaths(reading: Reading): readonly string[] {
    const paths: string[] = [];
    for (const name of this.#names('agent_skills', reading)) {
      const path = `agent_skills/${name}`;
      if (/\.md$/i.test(name)) paths.push(path);
      else if (this.#files.stat(join(this.#vaultFolder, path))?.kind === 'folder') {
        const skill = this.#names(path, reading).find((inner) => inner.toLowerCase() === 'skill.md');
        if (skill !== undefined) paths.push(`${path}/${skill}`);
      }
    }
    if (paths.length <= maxSkills) return paths;
    reading.problems.push(`Only the first ${maxSkills} of ${paths.length} skills are used`);
    return paths.slice(0, maxSkills);
  }

  #names(path: string, reading: Reading): readonly string[] {
    try {
      const folder = this.#insideVault(path, reading);
      return folder === undefined ? [] : this.#files.names(folder).filter(isShown).sort();
    } catch (error) {
      reading.problems.push(`${path} is not used: ${describeError(error)}`);
      return [];
    }
  }

  #read(path: string, reading: Reading): string | undefined {
    try {
      const real = this.#insideVault(path, reading);
      const bytes = real === undefined ? undefined : this.#files.read(real, maxFileBytes);
      if (bytes === undefined) return undefined;
      if (bytes.byteLength > maxFileBytes) throw new Error('it is larger than 256 KiB');
      return decodedText(bytes);
    } catch (error) {
      reading.problems.push(`${path} is not used: ${describeError(error)}`);
      return undefined;
    }
  }

  /** The real path, noted as seen; a link that leaves the vault is refused. `undefined` when nothing is there. */
  #insideVault(path: string, { seen }: Reading): string | undefined {
    const named = join(this.#vaultFolder, path);
    seen.set(named, this.#signature(named));
    if (!this.#files.exists(named)) return undefined;
    const real = this.#files.fileSystem.realPath(named);
    seen.set(real, this.#signature(real));
    const root = this.#files.fileSystem.realPath(this.#vaultFolder);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
      throw new Error('it is a link out of the vault');
    return real;
  }

  #signature(path: string): string {
    try {
      const stat = this.#files.stat(path);
      return stat ? `${stat.inode}/${stat.sizeBytes}/${stat.modifiedMs}/${stat.changedMs}` : 'missing';
    } catch (error) {
      return describeError(error);
    }
  }
}

interface Reading {
  readonly seen: Map<string, string>;
  readonly problems: string[];
}

function isShown(name: string): boolean {
  return !name.startsWith('.');
}

/** UTF-8, or UTF-16 with a byte order mark, as Windows editors save it. */
function decodedText(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`it is not ${encoding.toUpperCase()} text`);
  }
}
