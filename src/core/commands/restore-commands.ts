import type { Handlers } from './handlers.ts';
import type { CommandServices } from './services.ts';

/** Restores: looked at, begun, followed. */
export function restoreCommands({ restores }: Pick<CommandServices, 'restores'>) {
  const { inspector } = restores;
  return {
    'restore.inspect': ({ archive }, signal) => inspector.inspect(archive, signal),
    'restore.differences': (query, signal) => inspector.differences(query, signal),
    'restore.text-difference': ({ archive, path }, signal) => inspector.textDifference(archive, path, signal),
    'restore.start': (input, signal) => restores.start(input, signal),
    'restore.cancel': async () => {
      const cancelled = await restores.cancel();
      const message = cancelled
        ? 'Cancelled: nothing live was touched; the safety backup stays'
        : 'There is nothing to cancel: no restore runs, or its swap has begun';
      return { message, cancelled };
    },
    'restore.state': async () => restores.state(),
  } satisfies Partial<Handlers>;
}
