import { namespace } from './loud.ts';

const registered = new Map<string, () => void>();

/** Shortcuts are remembered; no key of the system ever triggers them. */
export const globalShortcut = namespace('globalShortcut', import.meta.url, {
  register(accelerator: string, callback: () => void): boolean {
    if (registered.has(accelerator)) return false;
    registered.set(accelerator, callback);
    return true;
  },
  isRegistered: (accelerator: string): boolean => registered.has(accelerator),
  unregister(accelerator: string): void {
    registered.delete(accelerator);
  },
  unregisterAll(): void {
    registered.clear();
  },
});
