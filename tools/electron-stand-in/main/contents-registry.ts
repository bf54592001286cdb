import type { WebContents } from './web-contents.ts';

/** All pages that are not destroyed. */
class ContentsRegistry {
  readonly #all = new Set<WebContents>();

  add(contents: WebContents): void {
    this.#all.add(contents);
  }

  remove(contents: WebContents): void {
    this.#all.delete(contents);
  }

  all(): WebContents[] {
    return [...this.#all];
  }

  byTarget(targetId: string): WebContents | undefined {
    return this.all().find((contents) => contents.targetId === targetId);
  }
}

export const allContents = new ContentsRegistry();
