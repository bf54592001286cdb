import type { Session } from '../chromium/connection.ts';
import type { HostMessage } from '../page/wire.ts';
import { host } from './host.ts';
import { bindingName, deliverName, pageScripts, preloadWorldName } from './page-scripts.ts';

export interface PageOptions {
  readonly width: number;
  readonly height: number;
  readonly preload: string | undefined;
  readonly additionalArguments: readonly string[];
}

/** A page of Chromium with both worlds prepared, before anything is loaded into it. */
export class PageTarget {
  readonly id: string;
  readonly session: Session;
  readonly #sessionId: string;

  private constructor(id: string, sessionId: string) {
    this.id = id;
    this.#sessionId = sessionId;
    this.session = host.connection.session(sessionId);
  }

  static async open({ width, height }: PageOptions): Promise<PageTarget> {
    const { browser } = await host.connected;
    const { targetId } = await browser.send('Target.createTarget', {
      url: 'about:blank',
      width,
      height,
      newWindow: true,
    });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    return new PageTarget(targetId, sessionId);
  }

  async prepare({ preload, additionalArguments }: PageOptions): Promise<void> {
    const { send } = this.session;
    const { mainWorld, preloadWorld } = await pageScripts(preload, additionalArguments);
    await Promise.all([
      send('Page.enable'),
      send('Page.setLifecycleEventsEnabled', { enabled: true }),
      send('Runtime.enable'),
      send('Inspector.enable'),
      send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorldName }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorld }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: preloadWorld, worldName: preloadWorldName }),
    ]);
  }

  deliver(message: HostMessage, contextId: number): void {
    const expression = `${deliverName}(${JSON.stringify(message)})`;
    this.session.tell('Runtime.evaluate', { expression, contextId });
  }

  close(): void {
    host.connection.forget(this.#sessionId);
    host.connection.browser.tell('Target.closeTarget', { targetId: this.id });
  }
}
