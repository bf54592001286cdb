import { allContents } from './contents-registry.ts';
import { imitates, LoudEmitter } from './loud.ts';

type ThemeSource = 'system' | 'light' | 'dark';

/** The system itself is always light here, with usual contrast. */
class NativeTheme extends LoudEmitter {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly shouldUseDarkColorsForSystemIntegratedUI = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  readonly shouldDifferentiateWithoutColor = false;
  #source: ThemeSource = 'system';

  constructor() {
    super(['updated']);
  }

  get themeSource(): ThemeSource {
    return this.#source;
  }

  set themeSource(source: ThemeSource) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`Error processing argument: ${source}`);
    if (source === this.#source) return;
    this.#source = source;
    for (const contents of allContents.all()) contents.updateMedia();
    this.emit('updated', {});
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}
imitates(NativeTheme, 'nativeTheme', import.meta.url);

export const nativeTheme = new NativeTheme();

export function emulatedMedia(): { features: { name: string; value: string }[] } {
  const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  return { features: [{ name: 'prefers-color-scheme', value }] };
}
