import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.github', 'workflows');

const stepSchema = z
  .object({ uses: z.string(), run: z.string(), name: z.string(), if: z.string(), shell: z.string() })
  .partial()
  .refine(({ uses, run }) => (uses === undefined) !== (run === undefined), 'a step either uses or runs');

const workflowSchema = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.enum(['read', 'write', 'none'])),
  jobs: z.record(
    z.string(),
    z.object({
      'runs-on': z.string(),
      'timeout-minutes': z.number(),
      strategy: z.object({ matrix: z.record(z.string(), z.array(z.unknown())) }),
      steps: z.array(stepSchema).min(1),
    }),
  ),
});

const workflows = readdirSync(folder).map((name) => ({
  name,
  workflow: workflowSchema.parse(parse(readFileSync(join(folder, name), 'utf8'))),
}));
const jobs = workflows.flatMap(({ workflow }) => Object.values(workflow.jobs));
const steps = jobs.flatMap((job) => job.steps);

describe('the workflows', () => {
  it('are the tests and the installers, and may only read the repository', () => {
    expect(workflows.map(({ name }) => name)).toEqual(['ci.yml', 'installers.yml']);
    for (const { workflow } of workflows) expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('run on the three systems', () => {
    for (const { strategy } of jobs) {
      const systems = JSON.stringify(strategy.matrix);
      for (const system of ['ubuntu-', 'windows-', 'macos-']) expect(systems).toContain(system);
    }
  });

  it('pin every action to an exact version or commit', () => {
    const actions = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/@(v\d+\.\d+\.\d+|[0-9a-f]{40})$/);
  });

  it('run only scripts that package.json has', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const named = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm (?:run )?(check|test|dist|build|[\w:]+)/g)].map(([, script = '']) => script),
    );
    const known = [...Object.keys(scripts), 'install'];
    expect(named).toEqual(expect.arrayContaining(['check', 'test', 'dist']));
    expect(named.filter((script) => !known.includes(script))).toEqual([]);
  });
});
