import { findPhrases } from '../../extraction/index.ts';
import type { PlanRequest } from '../planner.ts';
import type { Skill } from '../skills.ts';

const readForTriggers = 50_000;

/** A skill and why it applies, the strongest reason first. */
export interface AppliedSkill {
  readonly skill: Skill;
  readonly because: 'named' | 'type' | 'trigger';
}

/** The skills that the task names, those for its type, and those of which a trigger stands in its text. */
export function skillsFor({
  task,
  facts,
  text,
  skills,
}: Pick<PlanRequest, 'task' | 'facts' | 'text' | 'skills'>): readonly AppliedSkill[] {
  const named = new Set((task.required_skills ?? []).map(plainName));
  const read = `${task.context?.file_name ?? ''}\n${text.slice(0, readForTriggers)}`;
  const order = { named: 0, type: 1, trigger: 2 };
  return skills
    .flatMap((skill): AppliedSkill[] => {
      if (named.has(plainName(skill.name)) || named.has(plainName(fileName(skill))))
        return [{ skill, because: 'named' }];
      if (skill.types.includes(facts.type)) return [{ skill, because: 'type' }];
      const triggers = skill.triggers.map((trigger) => trigger.replace(/^[a-z_]+:\s*/, ''));
      return findPhrases(read, triggers).length > 0 ? [{ skill, because: 'trigger' }] : [];
    })
    .toSorted((a, b) => order[a.because] - order[b.because]);
}

/** `finance_skills.md`, `finance skills` and `finance` are one name. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.md$/, '')
    .replace(/[\s_-]*skills?$/, '')
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

function fileName({ path }: Skill): string {
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  return last.toLowerCase() === 'skill.md' ? (parts.at(-2) ?? last) : last;
}
