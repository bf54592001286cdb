import { imitates, LoudEmitter } from './loud.ts';
import type { Menu } from './menu.ts';

const eventNames = [
  'balloon-click',
  'balloon-closed',
  'balloon-show',
  'click',
  'double-click',
  'drag-end',
  'drag-enter',
  'drag-leave',
  'drop',
  'drop-files',
  'drop-text',
  'middle-click',
  'mouse-down',
  'mouse-enter',
  'mouse-leave',
  'mouse-move',
  'mouse-up',
  'right-click',
];

/** Nothing is drawn. As in Electron, image, tool tip and menu cannot be read back. */
export class Tray extends LoudEmitter {
  #title = '';
  #destroyed = false;

  constructor(_image: unknown, _guid?: string) {
    super(eventNames);
  }

  setImage(_image: unknown): void {
    this.#refuseWhenDestroyed();
  }

  setPressedImage(_image: unknown): void {
    this.#refuseWhenDestroyed();
  }

  setToolTip(_toolTip: string): void {
    this.#refuseWhenDestroyed();
  }

  setContextMenu(_menu: Menu | null): void {
    this.#refuseWhenDestroyed();
  }

  popUpContextMenu(_menu?: Menu): void {
    this.#refuseWhenDestroyed();
  }

  setIgnoreDoubleClickEvents(_ignore: boolean): void {
    this.#refuseWhenDestroyed();
  }

  displayBalloon(_options: object): void {
    this.#refuseWhenDestroyed();
  }

  getBounds(): object {
    return { x: 0, y: 0, width: 24, height: 24 };
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#refuseWhenDestroyed();
    this.#title = title;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    this.#destroyed = true;
  }

  #refuseWhenDestroyed(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
}
imitates(Tray, 'Tray', import.meta.url);
