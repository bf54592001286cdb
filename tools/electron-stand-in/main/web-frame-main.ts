import { imitates, Loud } from './loud.ts';
import { schemes } from './schemes.ts';
import type { WebContents } from './web-contents.ts';

/** One document in a frame. A navigation replaces it, as Chromium replaces the frame's host. */
export class WebFrameMain extends Loud {
  readonly frameTreeNodeId: number;
  readonly routingId: number;
  readonly processId: number;
  readonly #contents: WebContents;
  readonly #url: string;
  readonly #name: string;
  readonly #parent: WebFrameMain | null;
  readonly #children = new Set<WebFrameMain>();
  #disposed = false;

  constructor(
    contents: WebContents,
    details: {
      readonly url: string;
      readonly name: string;
      readonly parent: WebFrameMain | null;
      readonly frameTreeNodeId: number;
      readonly routingId: number;
    },
  ) {
    super();
    this.#contents = contents;
    this.#url = schemes.fromWeb(details.url);
    this.#name = details.name;
    this.#parent = details.parent;
    this.frameTreeNodeId = details.frameTreeNodeId;
    this.routingId = details.routingId;
    this.processId = contents.getOSProcessId();
    details.parent?.adopt(this);
  }

  get url(): string {
    return this.#alive(this.#url);
  }

  get origin(): string {
    return this.#alive(schemes.originOf(this.#url));
  }

  get name(): string {
    return this.#alive(this.#name);
  }

  get parent(): WebFrameMain | null {
    return this.#alive(this.#parent);
  }

  get top(): WebFrameMain {
    return this.#alive(this.#parent?.top ?? this);
  }

  get frames(): WebFrameMain[] {
    return this.#alive([...this.#children]);
  }

  get framesInSubtree(): WebFrameMain[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)];
  }

  get detached(): boolean {
    return this.#disposed;
  }

  get visibilityState(): string {
    return this.#alive('visible');
  }

  get osProcessId(): number {
    return this.#alive(this.processId);
  }

  isDestroyed(): boolean {
    return this.#disposed;
  }

  send(channel: string, ...args: unknown[]): void {
    this.#alive(this.#contents).send(channel, ...args);
  }

  adopt(child: WebFrameMain): void {
    this.#children.add(child);
  }

  /** Called when the document is gone; that of its sub-frames goes with it. */
  dispose(): void {
    if (this.#disposed) return;
    for (const child of this.#children) child.dispose();
    this.#disposed = true;
    if (this.#parent && !this.#parent.detached) this.#parent.#children.delete(this);
  }

  #alive<Value>(value: Value): Value {
    if (this.#disposed) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return value;
  }
}
imitates(WebFrameMain, 'WebFrameMain', import.meta.url);
