import { answersOf } from '../../../src/renderer/client/fake/answers.ts';
import {
  type Answers,
  createFake,
  type FakeClient,
  type Scale,
} from '../../../src/renderer/client/fake/index.ts';

/** Members whose values are words of the contract, not text that a stranger can write. */
const fixed = new Set([
  'status',
  'state',
  'part',
  'outcome',
  'origin',
  'history',
  'kind',
  'decision',
  'urgency',
  'approval_type',
  'risk',
  'integrity',
  'overall_status',
  'effect',
  'unit',
  'theme',
  'density',
  'language',
  'platform',
  'protection',
  'view',
  'task_id',
  'id',
]);

/** The same answer with every text a stranger could have written replaced. */
function poisoned(value: unknown, text: string, key = ''): unknown {
  if (typeof value === 'string') return fixed.has(key) || !Number.isNaN(Date.parse(value)) ? value : text;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, text, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, poisoned(member, text, name)]),
  );
}

/** An employee whose every text is the one that `payload` gives at the moment. */
export function createPoisonedFake(
  scale: Scale,
  payload: () => string,
  changed: Partial<Answers>,
): FakeClient {
  const answers = Object.entries({ ...answersOf(scale), ...changed }).map(([name, answer]) => [
    name,
    (params: never) => poisoned((answer as (params: never) => unknown)(params), payload()),
  ]);
  return createFake(scale, { answers: Object.fromEntries(answers) as Answers });
}
