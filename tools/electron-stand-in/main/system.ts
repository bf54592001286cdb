import { imitates, LoudEmitter, namespace } from './loud.ts';

class SystemPreferences extends LoudEmitter {
  constructor() {
    super(['accent-color-changed', 'color-changed']);
  }

  getAccentColor = (): string => '0078d7ff';
  getAnimationSettings = (): object => ({
    shouldRenderRichAnimation: true,
    scrollAnimationsEnabledBySystem: true,
    prefersReducedMotion: false,
  });
}
imitates(SystemPreferences, 'systemPreferences', import.meta.url);

export const systemPreferences = new SystemPreferences();

/** No reports are gathered. */
export const crashReporter = namespace('crashReporter', import.meta.url, {
  start(_options: object): void {},
  getUploadToServer: (): boolean => false,
  setUploadToServer(_upload: boolean): void {},
  addExtraParameter(_key: string, _value: string): void {},
  getParameters: (): Record<string, string> => ({}),
});
