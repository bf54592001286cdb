import { powerMonitor } from 'electron';
import type { PowerSource } from '../../core/backup/index.ts';
import type { Clock } from '../../core/clock/index.ts';
import type { Logger } from '../../core/logging/index.ts';
import { ClockWatch } from './clock-watch.ts';

/** As the system tells it, on every platform. */
export const machinePower: PowerSource = { onBattery: () => powerMonitor.isOnBatteryPower() };

export interface PowerOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Time has passed, or gone back, without the employee noticing. */
  readonly resumed: () => void;
}

/** Tells the employee that the machine slept or its clock was set, however that is noticed. */
export function watchPower({ clock, logger, resumed }: PowerOptions): void {
  const monotonic = () => performance.now();
  const watch = new ClockWatch({
    clock,
    monotonic,
    jumped: (byMs) => {
      logger.info('the clock went another way than time', { by_ms: Math.round(byMs) });
      resumed();
    },
  });
  watch.start();
  powerMonitor.on('suspend', () => logger.info('the machine goes to sleep'));
  powerMonitor.on('resume', () => {
    logger.info('the machine woke up');
    watch.restart();
    resumed();
  });
}
