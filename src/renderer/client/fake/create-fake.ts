import { answersOf } from './answers.ts';
import { type Answers, FakeClient, type FirstMessages } from './fake-client.ts';
import type { Scale } from './scale.ts';
import { preferencesOf, shellOf, statusOf } from './system-data.ts';

/** An employee in memory with as much in it as the scale says. */
export function createFake(
  scale: Scale,
  changes: { readonly first?: Partial<FirstMessages>; readonly answers?: Partial<Answers> } = {},
): FakeClient {
  const first: FirstMessages = {
    status: statusOf(scale),
    shell: shellOf(scale),
    preferences: preferencesOf(),
    place: { view: 'today', id: null },
    wizard: { archive: null },
    ...changes.first,
  };
  return new FakeClient({ ...answersOf(scale), ...changes.answers }, first);
}
