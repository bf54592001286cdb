import { imitates, LoudEmitter } from './loud.ts';

/** The one display. */
export const display = {
  id: 1,
  label: 'stand-in',
  bounds: { x: 0, y: 0, width: 1280, height: 800 },
  workArea: { x: 0, y: 0, width: 1280, height: 772 },
  size: { width: 1280, height: 800 },
  workAreaSize: { width: 1280, height: 772 },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
} as const;

class Screen extends LoudEmitter {
  constructor() {
    super(['display-added', 'display-removed', 'display-metrics-changed']);
  }

  getPrimaryDisplay = () => display;
  getAllDisplays = () => [display];
  getDisplayNearestPoint = (_point: object) => display;
  getDisplayMatching = (_bounds: object) => display;
  getCursorScreenPoint = () => ({ x: 0, y: 0 });
}
imitates(Screen, 'screen', import.meta.url);

export const screen = new Screen();
