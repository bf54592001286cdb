import { imitates, LoudEmitter, namespace } from './loud.ts';

const eventNames = [
  'lock-screen',
  'on-ac',
  'on-battery',
  'resume',
  'shutdown',
  'speed-limit-change',
  'suspend',
  'thermal-state-change',
  'unlock-screen',
  'user-did-become-active',
  'user-did-resign-active',
];

/** A machine on mains that never sleeps by itself: specs emit the events. */
class PowerMonitor extends LoudEmitter {
  onBatteryPower = false;

  constructor() {
    super(eventNames);
  }

  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }

  getSystemIdleState(_thresholdSeconds: number): string {
    return 'active';
  }

  getSystemIdleTime(): number {
    return 0;
  }

  getCurrentThermalState(): string {
    return 'unknown';
  }
}
imitates(PowerMonitor, 'powerMonitor', import.meta.url);

export const powerMonitor = new PowerMonitor();

let lastBlockerId = 0;
const blockers = new Set<number>();

export const powerSaveBlocker = namespace('powerSaveBlocker', import.meta.url, {
  start(_type: string): number {
    lastBlockerId += 1;
    blockers.add(lastBlockerId);
    return lastBlockerId;
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
});
