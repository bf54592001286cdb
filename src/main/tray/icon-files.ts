/** What the lamp in the tray says. */
export type TrayState = 'idle' | 'working' | 'needs-you' | 'paused' | 'trouble';

export interface TrayIconRequest {
  readonly state: TrayState;
  readonly platform: NodeJS.Platform;
  /** Whether the panel behind the icon is dark. */
  readonly dark: boolean;
  /** How many approvals wait; drawn into the icon where the platform has no title beside it. */
  readonly count: number;
}

/**
 * The file in `assets/icons/tray` that shows a state. macOS gets a template image, which it colours itself and beside
 * which it shows the count as the tray's title; Windows an .ico with every size; Linux a PNG. Electron finds the
 * `@2x` file beside a PNG by itself.
 */
export function trayIconFile({ state, platform, dark, count }: TrayIconRequest): string {
  if (platform === 'darwin') return `tray-${state}Template.png`;
  const number = state === 'needs-you' ? countSuffix(count) : '';
  return `tray-${state}${number}-${dark ? 'dark' : 'light'}.${platform === 'win32' ? 'ico' : 'png'}`;
}

/** A count below one leaves the plain dot; from ten on it reads "9+". */
function countSuffix(count: number): string {
  if (!(count >= 1)) return '';
  return count > 9 ? '-9plus' : `-${Math.floor(count)}`;
}
