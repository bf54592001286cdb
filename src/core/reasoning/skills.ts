import { z } from 'zod';
import { builtInTriggers, type ClassTriggers, normaliseText, readYaml } from '../extraction/index.ts';

/** How the person wants a kind of work done: a note in `agent_skills/`. */
export interface Skill {
  readonly name: string;
  readonly description: string;
  /** Classes of task it is for; the first one is its main class. */
  readonly types: readonly string[];
  /** Words that tell such a task; `invoice: Beleg` names the class, else the main one. */
  readonly triggers: readonly string[];
  readonly body: string;
  /** Relative to the vault. */
  readonly path: string;
  /** Why the properties could not be used; the skill then has no triggers. */
  readonly problem?: string;
}

const list = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',') : (value ?? [])),
  z.array(z.coerce.string().trim().max(200)).max(500),
);
const properties = z.looseObject({
  name: z.string().trim().max(200).nullish(),
  description: z.string().trim().max(2_000).nullish(),
  types: list,
  triggers: list,
});

/**
 * Reads a skill: a flat `finance_skills.md` or `finance/SKILL.md`, with YAML properties between `---` lines. Never throws.
 *
 * Without properties it is a skill without triggers; with broken ones too, and `problem` says why.
 */
export function parseSkill(text: string, path: string): Skill {
  const plain = {
    name: nameFromPath(path),
    description: '',
    types: [],
    triggers: [],
    body: text.replace(/^\uFEFF/, ''),
    path,
  };
  const parts = splitProperties(plain.body);
  if (parts === null) return plain;
  if (parts.source === null) return { ...plain, problem: 'the properties have no closing ---' };
  const reading = readYaml(parts.source);
  if (reading.kind === 'unreadable')
    return { ...plain, body: parts.body, problem: `the properties are not YAML: ${reading.problem}` };
  const parsed = properties.safeParse(reading.value ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return {
      ...plain,
      body: parts.body,
      problem: `${issue?.path.map(String).join('.') || 'properties'}: ${issue?.message ?? 'not usable'}`,
    };
  }
  const { name, description, types, triggers } = parsed.data;
  return {
    name: name || plain.name,
    description: description ?? '',
    types: types.filter((type) => type !== ''),
    triggers: triggers.filter((trigger) => trigger !== ''),
    body: parts.body,
    path,
  };
}

function splitProperties(text: string): { source: string | null; body: string } | null {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines[0]?.trimEnd() !== '---') return null;
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line));
  if (end === -1) return { source: null, body: text };
  return {
    source: lines.slice(1, end).join('\n'),
    body: lines
      .slice(end + 1)
      .join('\n')
      .trimStart(),
  };
}

function nameFromPath(path: string): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  const file = (parts.at(-1) ?? 'skill').replace(/\.md$/i, '');
  return file.toLowerCase() === 'skill' ? (parts.at(-2) ?? file) : file;
}

/**
 * The skills' triggers by class.
 *
 * A trigger belongs to the class it names (`payment: Lastschrift`), else to the class of the skill that already knows it,
 * else to the skill's first class; a skill without classes has no triggers.
 */
export function triggersOf(skills: readonly Skill[]): readonly ClassTriggers[] {
  return skills.flatMap((skill) =>
    skill.triggers.flatMap((written): readonly ClassTriggers[] => {
      const named = /^([a-z_]+):\s*(.+)$/.exec(written);
      const type = named?.[1];
      if (type !== undefined && named?.[2] !== undefined && skill.types.includes(type))
        return [{ type, triggers: [named[2]] }];
      const main = skill.types.find((candidate) => knows(candidate, written)) ?? skill.types[0];
      return main === undefined ? [] : [{ type: main, triggers: [written] }];
    }),
  );
}

function knows(type: string, trigger: string): boolean {
  const wanted = normaliseText(trigger).toLowerCase();
  if (type.replaceAll('_', ' ') === wanted) return true;
  return builtInTriggers.some(
    (known) => known.type === type && known.triggers.some((one) => one.toLowerCase() === wanted),
  );
}
