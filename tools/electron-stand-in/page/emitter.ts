type Listener = ((...args: unknown[]) => void) & { readonly original?: Listener };

/** The part of Node's EventEmitter that a sandboxed preload has. Runs by its source text. */
export function createEmitterClass() {
  return class EventEmitter {
    readonly #listeners = new Map<string, Listener[]>();

    on(name: string, listener: Listener): this {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
      return this;
    }

    once(name: string, listener: Listener): this {
      const once = Object.assign(
        (...args: unknown[]) => {
          this.off(name, once);
          listener(...args);
        },
        { original: listener },
      );
      return this.on(name, once);
    }

    off(name: string, listener: Listener): this {
      const all = this.#listeners.get(name) ?? [];
      const index = all.findLastIndex((other) => other === listener || other.original === listener);
      if (index >= 0) this.#listeners.set(name, all.toSpliced(index, 1));
      return this;
    }

    addListener(name: string, listener: Listener): this {
      return this.on(name, listener);
    }

    removeListener(name: string, listener: Listener): this {
      return this.off(name, listener);
    }

    removeAllListeners(name?: string): this {
      if (name === undefined) this.#listeners.clear();
      else this.#listeners.delete(name);
      return this;
    }

    listenerCount(name: string): number {
      return this.#listeners.get(name)?.length ?? 0;
    }

    emit(name: string, ...args: unknown[]): boolean {
      const all = this.#listeners.get(name) ?? [];
      for (const listener of all) listener(...args);
      return all.length > 0;
    }
  };
}
