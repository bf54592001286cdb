import type { Activity } from '../../shared/activity.ts';
import { localMinute } from './format.ts';
import type { Output } from './output.ts';
import { table } from './table.ts';

/** `employee activity` for a person; hours in which nothing happened are left out. */
export function activityLines({ hours, cost }: Activity, output: Output): readonly string[] {
  const busy = hours.filter(({ completed, failed, asked }) => completed + failed + asked > 0);
  const rows = busy.map((hour) => [
    localMinute(hour.start),
    `${hour.completed}`,
    `${hour.failed}`,
    `${hour.asked}`,
  ]);
  const columns = [{ title: 'HOUR' }, { title: 'COMPLETED' }, { title: 'FAILED' }, { title: 'ASKED YOU' }];
  const budget = cost.budget_usd === null ? '' : ` of $${cost.budget_usd.toFixed(2)}`;
  return [
    ...(rows.length === 0 ? ['Nothing was done in these hours.'] : table(columns, rows, output.width)),
    `Cost today: ${cost.is_lower_bound ? 'at least ' : ''}$${cost.today_usd.toFixed(2)}${budget}`,
  ];
}
