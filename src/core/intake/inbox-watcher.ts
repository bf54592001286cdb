import { basename, dirname, resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { describeError } from '../../shared/errors.ts';
import { type Clock, delay } from '../clock/index.ts';
import type { Closable, Files } from '../files/index.ts';

/** Whether there is an inbox to take files from. */
export type InboxState =
  | { readonly kind: 'watching'; readonly identity: string }
  | { readonly kind: 'paused' }
  | { readonly kind: 'failed'; readonly reason: string };

/** What the watcher tells of the inbox. */
export interface InboxEvents {
  /** The inbox is there, and its names are being told from now on: what is in it must be listed. */
  attached(identity: string): void;
  /** It was renamed away, removed or replaced. */
  detached(): void;
  /** This name changed; `null`: some did. */
  changed(name: string | null): void;
  /** The inbox is gone; whether it is to be made again. */
  missing(): boolean;
  failed(reason: string): void;
}

/** A missing inbox is made again after this time: whoever replaces it by hand must be able to finish. */
const recreateAfterMs = 1_000;
const readyWithinMs = 2_000;

/**
 * Follows the inbox folder through renames. chokidar watches the folder above at depth 0 for the two names that matter;
 * what happens inside comes from a plain watch, which costs the same for ten files and for a million.
 */
export class InboxWatcher {
  readonly #files: Files;
  readonly #clock: Clock;
  readonly #inbox: string;
  readonly #disabledInbox: string;
  readonly #events: InboxEvents;
  #state: InboxState = { kind: 'paused' };
  #presence: FSWatcher | undefined;
  #names: Closable | undefined;
  #missingSinceMs: number | undefined;
  #checking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    dependencies: { readonly files: Files; readonly clock: Clock },
    paths: { readonly inbox: string; readonly disabledInbox: string },
    events: InboxEvents,
  ) {
    this.#files = dependencies.files;
    this.#clock = dependencies.clock;
    this.#inbox = paths.inbox;
    this.#disabledInbox = paths.disabledInbox;
    this.#events = events;
  }

  get state(): InboxState {
    return this.#state;
  }

  /** Whether changes inside are being told; if not, only listings find them. */
  get tellsNames(): boolean {
    return this.#names !== undefined;
  }

  async start(): Promise<void> {
    if (!this.#files.exists(this.#disabledInbox)) await this.#create();
    await this.#watchPresence();
    await this.check();
  }

  /** Compares what is there with what is attached, and attaches, pauses or fails accordingly. */
  check(): Promise<void> {
    const round = this.#checking.then(() => this.#check());
    // A failure is told through `failed`; the next check must run all the same.
    this.#checking = round.catch((error) => this.#events.failed(describeError(error)));
    return this.#checking;
  }

  /** Whether the folder at the inbox's path is still the one that is attached. */
  isIntact(): boolean {
    return this.#state.kind === 'watching' && this.#identity() === this.#state.identity;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#checking;
    this.#closeNames();
    await this.#presence?.close();
  }

  async #watchPresence(): Promise<void> {
    const parents = new Set([dirname(resolve(this.#inbox)), dirname(resolve(this.#disabledInbox))]);
    const names = new Set([basename(this.#inbox), basename(this.#disabledInbox)]);
    const presence = watch([...parents], {
      depth: 0,
      ignoreInitial: true,
      followSymlinks: false,
      atomic: false,
      ignored: (path) => !parents.has(resolve(path)) && !names.has(basename(path)),
    });
    this.#presence = presence;
    presence.on('all', () => void this.check());
    presence.on('error', (error) =>
      this.#events.failed(`the inbox cannot be watched: ${describeError(error)}`),
    );
    const ready = new Promise<void>((done) => presence.once('ready', done));
    const cancel = new AbortController();
    await Promise.race([ready, delay(this.#clock, readyWithinMs, cancel.signal).catch(() => undefined)]);
    cancel.abort();
  }

  async #check(): Promise<void> {
    if (this.#stopped) return;
    const stat = this.#files.stat(this.#inbox);
    if (stat === undefined) return this.#whenMissing();
    this.#missingSinceMs = undefined;
    if (stat.kind !== 'folder') {
      const what = stat.kind === 'link' ? 'a link' : 'a file';
      return this.#enter({ kind: 'failed', reason: `${this.#inbox} is ${what}, not a folder` });
    }
    const identity = `${stat.device}:${stat.inode}`;
    const isAttached = this.#state.kind === 'watching' && this.#state.identity === identity;
    if (isAttached && this.#names !== undefined) return;
    this.#openNames();
    // The folder may have been swapped between the look and the watch: then the next check follows.
    if (!isAttached) this.#enter({ kind: 'watching', identity });
  }

  async #whenMissing(): Promise<void> {
    if (this.#files.exists(this.#disabledInbox)) {
      this.#missingSinceMs = undefined;
      return this.#enter({ kind: 'paused' });
    }
    const nowMs = this.#clock.now();
    this.#missingSinceMs ??= nowMs;
    if (!this.#events.missing()) return this.#enter({ kind: 'failed', reason: `${this.#inbox} is missing` });
    this.#enter({ kind: 'failed', reason: `${this.#inbox} is missing; it is made again` });
    if (nowMs - this.#missingSinceMs < recreateAfterMs) return;
    await this.#create();
    await this.#check();
  }

  async #create(): Promise<void> {
    if (this.#files.exists(this.#inbox)) return;
    await this.#files.ensureFolder(this.#inbox);
  }

  #enter(next: InboxState): void {
    const former = this.#state;
    this.#state = next;
    if (next.kind !== 'watching') {
      this.#closeNames();
      if (former.kind === 'watching') this.#events.detached();
      return;
    }
    if (former.kind === 'watching') this.#events.detached();
    this.#events.attached(next.identity);
  }

  #openNames(): void {
    this.#closeNames();
    try {
      this.#names = this.#files.watch(this.#inbox, this.#events.changed, (error) => {
        this.#closeNames();
        this.#events.failed(`the inbox cannot be watched: ${error.message}`);
        this.#events.changed(null);
      });
    } catch (error) {
      // Too few watches are left: listings go on, and each check tries again.
      this.#events.failed(`the inbox cannot be watched: ${describeError(error)}`);
    }
  }

  #closeNames(): void {
    this.#names?.close();
    this.#names = undefined;
  }

  #identity(): string | undefined {
    const stat = this.#files.stat(this.#inbox);
    return stat?.kind === 'folder' ? `${stat.device}:${stat.inode}` : undefined;
  }
}
