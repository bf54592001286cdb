import type { PlanRequest, ToolDescription, ToolResult } from '../planner.ts';
import { skillsFor } from './skills-for.ts';

const maxNameLength = 300;

/** One part of the prompt. */
export interface Section {
  readonly title: string;
  readonly text: string;
  /** Who speaks: what comes from outside is labelled as data. */
  readonly from: 'person' | 'outside';
  /** When space is short: the lowest is left out first; `keep` never is; `shorten` loses its end, last of all. */
  readonly cut: number | 'keep' | 'shorten';
}

/**
 * What a model is told of a task, in the order in which it stands. What is left out first when space is short: the goals (1),
 * skills that only a trigger brought (2), the handbook (3), skills for the type (4), earlier results from the oldest (5), skills
 * that the task names (6); then the end of the file's text. Tools, the task and requested changes always stay.
 */
export function sectionsOf(request: PlanRequest): readonly Section[] {
  const { handbook, goals, tools, earlier, task, text, textComplete } = request;
  const ranks = { trigger: 2, type: 4, named: 6 } as const;
  return [
    { title: 'Tools', text: toolLines(tools), from: 'outside', cut: 'keep' },
    { title: 'Company handbook', text: prose(handbook), from: 'person', cut: 3 },
    { title: 'Business goals', text: prose(goals), from: 'person', cut: 1 },
    ...skillsFor(request).map(
      ({ skill, because }): Section => ({
        title: `Skill: ${oneLine(skill.name)}`,
        text: skill.description === '' ? skill.body : `${skill.description}\n\n${skill.body}`,
        from: 'person',
        cut: ranks[because],
      }),
    ),
    {
      title: 'Changes the person asked for',
      text: changesOf(task.requested_changes),
      from: 'person',
      cut: 'keep',
    },
    ...earlier.map(
      (result, index): Section => ({
        title: `Result ${index + 1} of a tool`,
        text: resultText(result),
        from: 'outside',
        cut: 5,
      }),
    ),
    { title: 'Task', text: taskLines(request), from: 'outside', cut: 'keep' },
    {
      title: textComplete
        ? 'Text of the file'
        : 'Text of the file (its beginning; the rest is not to be had)',
      text,
      from: 'outside',
      cut: 'shorten',
    },
  ].filter((section): section is Section => section.text.trim() !== '' || section.cut === 'shorten');
}

function toolLines(tools: readonly ToolDescription[]): string {
  return tools
    .map(({ server, tool, description, inputSchema: { $schema: _, ...schema }, readOnly }) =>
      JSON.stringify({ server, tool, read_only: readOnly, description, arguments: schema }),
    )
    .join('\n');
}

/** What a note says to readers: without its properties, and without the policy block, which rules apply, not models. */
function prose(note: string): string {
  return note
    .replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
    .replace(/^```yaml policy\r?\n[\s\S]*?^```[ \t]*$/gm, '(the policy block)')
    .trim();
}

function resultText({ server, tool, arguments: args, result }: ToolResult): string {
  return `${server}.${tool} ${JSON.stringify(args)}\n${result}`;
}

function taskLines({ task, facts, now, iteration }: PlanRequest): string {
  const { file_name: name, file_size_bytes: sizeBytes } = task.context ?? {};
  return [
    `id: ${oneLine(task.task_id)}`,
    `file: ${oneLine(name ?? 'none')}`,
    ...(sizeBytes === undefined ? [] : [`size: ${sizeBytes} bytes`]),
    `type, as rules read it: ${oneLine(facts.type)}`,
    `priority: ${task.priority ?? 'normal'}`,
    `now: ${new Date(now).toISOString()}`,
    `round: ${iteration}`,
  ].join('\n');
}

function changesOf(value: unknown): string {
  const changes = Array.isArray(value) ? value.filter((change) => typeof change === 'string') : [];
  return changes.map((change) => `- ${change}`).join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, maxNameLength);
}
