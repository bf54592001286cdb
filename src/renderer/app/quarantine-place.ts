import type { Place } from '../../shared/shell.ts';

/** No task's id: what was set aside is listed with the reasons, in place of the tasks. */
const id = '?quarantine';

export const quarantinePlace: Place = { view: 'tasks', id };

export function isQuarantinePlace(place: Place): boolean {
  return place.view === 'tasks' && place.id === id;
}
