import type { Preferences } from '../../../shared/shell.ts';
import { useCommand, useSession } from '../../client/index.ts';

/** Changes what the person chose for the app; the window shows it at once. */
export function useSetPreferences() {
  const { preferences } = useSession();
  const command = useCommand('shell.set-preferences');
  const set = async (change: Partial<Preferences>) => {
    const chosen = await command.run(change);
    if (chosen !== undefined) preferences.set(chosen);
  };
  return { set, error: command.error };
}
