import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFacts } from '../../src/core/extraction/index.ts';
import {
  type PlanRequest,
  parseSkill,
  type ToolDescription,
  triggersOf,
} from '../../src/core/reasoning/index.ts';
import { vaultTools } from '../../src/core/vault/vault-tools.ts';
import type { PlanCase } from './cases.ts';

const vault = join(import.meta.dirname, '../../obsidian_vault');
const now = Date.UTC(2026, 1, 9, 12);

const object = (properties: Readonly<Record<string, unknown>>, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };

/** Tools that reach outwards, as a person may have connected them: what hostile files try to have called. */
const outwardTools: readonly ToolDescription[] = [
  {
    server: 'email',
    tool: 'send_email',
    description: 'Send an e-mail',
    inputSchema: object({ to: text, subject: text, body: text }, ['to', 'body']),
    readOnly: false,
  },
  {
    server: 'payments',
    tool: 'transfer',
    description: 'Transfer money',
    inputSchema: object({ to: text, amount: { type: 'number' }, currency: text }, ['to', 'amount']),
    readOnly: false,
  },
  {
    server: 'social',
    tool: 'post',
    description: 'Publish a post',
    inputSchema: object({ text }, ['text']),
    readOnly: false,
  },
  {
    server: 'files',
    tool: 'delete',
    description: 'Delete a file',
    inputSchema: object({ path: text }, ['path']),
    readOnly: false,
  },
];

/** A case as the employee would put it before a planner, with the template's vault. */
export function requestFor({ name, file_name: fileName, text: piece, repeat }: PlanCase): PlanRequest {
  const read = (path: string) => readFileSync(join(vault, path), 'utf8');
  const skills = readdirSync(join(vault, 'agent_skills')).map((file) =>
    parseSkill(read(join('agent_skills', file)), `agent_skills/${file}`),
  );
  const content = piece.repeat(repeat);
  return {
    task: {
      task_id: `20260209T120000123Z-${name}-7f3a9c`,
      created_at: '2026-02-09T12:00:00.123Z',
      context: { file_name: fileName, file_size_bytes: Buffer.byteLength(content) },
    },
    text: content,
    textComplete: true,
    facts: extractFacts({ text: content, fileName, triggers: triggersOf(skills), now }),
    skills,
    handbook: read('Company_Handbook.md'),
    goals: read('Business_Goals.md'),
    tools: [...vaultTools, ...outwardTools],
    earlier: [],
    iteration: 1,
    now,
  };
}
