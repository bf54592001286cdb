import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Place, Preferences, ShellState } from '../../shared/shell.ts';
import type { Status } from '../../shared/status.ts';
import type { EmployeeClient } from './employee-client.ts';
import type { Session } from './session.ts';

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('no session around this component');
  return session;
}

export function useClient(): EmployeeClient {
  return useSession().client;
}

/** `undefined` until the employee runs and has told its state. */
export function useStatus(): Status | undefined {
  const { status } = useSession();
  return useSyncExternalStore(status.subscribe, status.get);
}

/** `undefined` in the first moments only. */
export function useShell(): ShellState | undefined {
  const { shell } = useSession();
  return useSyncExternalStore(shell.subscribe, shell.get);
}

/** `undefined` in the first moments only. */
export function usePreferences(): Preferences | undefined {
  const { preferences } = useSession();
  return useSyncExternalStore(preferences.subscribe, preferences.get);
}

/** The time, as fresh as relative times need it. */
export function useNow(): Date {
  const { clock } = useSession();
  return useSyncExternalStore(clock.subscribe, clock.get);
}

/** Where the window is, and the way to another place in it. */
export function usePlace(): readonly [Place, (place: Place) => void] {
  const { place } = useSession();
  const current = useSyncExternalStore(place.subscribe, place.get);
  return [current ?? start, (next) => place.set(next)];
}

const start: Place = { view: 'today', id: null };
