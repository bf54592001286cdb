import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SystemPower } from '../../../src/core/backup/power.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

function supplies(all: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const folder = temporaryFolder();
  for (const [name, facts] of Object.entries(all)) {
    mkdirSync(join(folder, name));
    for (const [fact, value] of Object.entries(facts)) writeFileSync(join(folder, name, fact), `${value}\n`);
  }
  return folder;
}

it('tells a machine on battery from one on mains, and takes silence for mains', () => {
  const battery = { type: 'Battery', status: 'Discharging' };
  const onBattery = (folder: string) => new SystemPower(folder).onBattery();
  expect(onBattery(supplies({ BAT0: battery, AC: { type: 'Mains', online: '0' } }))).toBe(true);
  expect(onBattery(supplies({ BAT0: battery }))).toBe(true);
  expect(onBattery(supplies({ BAT0: battery, AC: { type: 'Mains', online: '1' } }))).toBe(false);
  expect(onBattery(supplies({ BAT0: { type: 'Battery', status: 'Full' } }))).toBe(false);
  expect(onBattery(supplies({}))).toBe(false);
  expect(onBattery('/nowhere/at/all')).toBe(false);
});
