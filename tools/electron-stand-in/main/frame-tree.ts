import type { Session } from '../chromium/connection.ts';
import { preloadWorldName } from './page-scripts.ts';
import type { WebContents } from './web-contents.ts';
import { WebFrameMain } from './web-frame-main.ts';

let lastTreeNodeId = 0;
let lastRoutingId = 0;

/** The documents in a page's frames, and the preload's execution context in the main one. */
export class FrameTree {
  main: WebFrameMain;
  /** Where pushed messages go; undefined until the document's preload runs. */
  preloadContext: number | undefined;
  readonly #contents: WebContents;
  readonly #frames = new Map<string, WebFrameMain>();
  readonly #treeNodeIds = new Map<string, number>();
  readonly #contexts = new Map<number, string>();

  constructor(contents: WebContents) {
    this.#contents = contents;
    this.main = this.#create('', { url: '', name: '', parent: null });
  }

  watch(page: Session, mainFrameId: string): void {
    this.#frames.set(mainFrameId, this.main);
    page.on('Page.frameNavigated', ({ frame }) => {
      const { id, parentId, url, urlFragment = '', name = '' } = frame;
      const parent = parentId === undefined ? null : (this.#frames.get(parentId) ?? this.main);
      this.#frames.get(id)?.dispose();
      const created = this.#create(id, { url: url + urlFragment, name, parent });
      if (!parent) this.main = created;
      this.#frames.set(id, created);
    });
    page.on('Page.frameDetached', ({ frameId }) => {
      this.#frames.get(frameId)?.dispose();
      this.#frames.delete(frameId);
    });
    page.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { readonly frameId: string };
      if (context.name !== preloadWorldName) return;
      this.#contexts.set(context.id, frameId);
      if (frameId === mainFrameId) this.preloadContext = context.id;
    });
    page.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      this.#forget(executionContextId),
    );
    page.on('Runtime.executionContextsCleared', () => {
      for (const id of this.#contexts.keys()) this.#forget(id);
    });
  }

  /** The document that a context belongs to, if it is still there. */
  ofContext(contextId: number): WebFrameMain | null {
    return this.byId(this.#contexts.get(contextId) ?? '') ?? null;
  }

  byId(frameId: string): WebFrameMain | undefined {
    return this.#frames.get(frameId);
  }

  /** The page is closed or its renderer gone. */
  dispose(): void {
    this.main.dispose();
    this.#contexts.clear();
    this.preloadContext = undefined;
  }

  #forget(contextId: number): void {
    this.#contexts.delete(contextId);
    if (this.preloadContext === contextId) this.preloadContext = undefined;
  }

  #create(
    frameId: string,
    details: { readonly url: string; readonly name: string; readonly parent: WebFrameMain | null },
  ): WebFrameMain {
    let frameTreeNodeId = this.#treeNodeIds.get(details.parent ? frameId : '');
    if (frameTreeNodeId === undefined) {
      lastTreeNodeId += 1;
      frameTreeNodeId = lastTreeNodeId;
      this.#treeNodeIds.set(details.parent ? frameId : '', frameTreeNodeId);
    }
    lastRoutingId += 1;
    return new WebFrameMain(this.#contents, { ...details, frameTreeNodeId, routingId: lastRoutingId });
  }
}
