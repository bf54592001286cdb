import { EmployeeError } from '../../shared/errors.ts';
import { chosenEndpoint } from '../planners.ts';
import { endpointOf, lookAtPresets, probeModel } from '../reasoning/index.ts';
import type { Handlers } from './handlers.ts';
import type { CommandServices } from './services.ts';

/** The model that plans: whether it answers, what else could, and what it was told. */
export function modelCommands({ settings, planners, queue }: CommandServices) {
  return {
    'model.test': async ({ base_url: baseUrl }, signal = new AbortController().signal) => {
      const chosen = chosenEndpoint(settings);
      if (baseUrl === undefined) return probeModel(planners.client, chosen, signal);
      // The key belongs to one origin: no other is shown it, not even to test.
      const isSame = new URL(baseUrl).origin === new URL(chosen.baseUrl).origin;
      const endpoint = endpointOf(baseUrl, chosen.model, isSame ? chosen.key : undefined);
      return probeModel(planners.client, endpoint, signal);
    },

    'model.presets': async (_params, signal = new AbortController().signal) => [
      ...(await lookAtPresets(planners.client, signal)),
    ],

    'tasks.prompt': async ({ id }) => {
      const calls = [...planners.prompts.of(id)];
      if (calls.length > 0 || queue.find(id) !== undefined) return { calls };
      throw new EmployeeError('not_found', {
        what: `cannot find the task ${id}`,
        why: 'no state folder holds it',
        hint: 'List the tasks with: employee tasks list',
      });
    },
  } satisfies Partial<Handlers>;
}
