import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the machine's power comes from. A shell that knows gives its own. */
export interface PowerSource {
  onBattery(): boolean;
}

/** As Linux tells it (Documentation/ABI/testing/sysfs-class-power); elsewhere, and where nothing is told, on mains. */
export class SystemPower implements PowerSource {
  readonly #folder: string;

  constructor(folder = '/sys/class/power_supply') {
    this.#folder = folder;
  }

  onBattery(): boolean {
    try {
      const supplies = readdirSync(this.#folder).map((name) => ({
        type: this.#read(name, 'type'),
        online: this.#read(name, 'online'),
        status: this.#read(name, 'status'),
      }));
      const mains = supplies.filter(({ type }) => type === 'Mains' || type === 'USB');
      if (mains.some(({ online }) => online === '1')) return false;
      return supplies.some(({ type, status }) => type === 'Battery' && status === 'Discharging');
    } catch {
      // Not Linux, or nothing is told there.
      return false;
    }
  }

  #read(supply: string, name: string): string {
    try {
      return readFileSync(join(this.#folder, supply, name), 'utf8').trim();
    } catch {
      return '';
    }
  }
}
