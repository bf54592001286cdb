import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BridgeClient } from '../../../src/renderer/client/bridge-client.ts';
import { isOutdated } from '../../../src/renderer/client/dependencies.ts';
import { createFake } from '../../../src/renderer/client/fake/index.ts';
import { QueryCache } from '../../../src/renderer/client/query-cache.ts';
import { TopicStore } from '../../../src/renderer/client/topic-store.ts';
import type { Bridge } from '../../../src/shared/ipc/bridge.ts';

const everything = { tasks: null, approvals: true, settings: true, backups: true } as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the client behind the bridge', () => {
  const refused = { code: 'conflict', what: 'Undo', why: 'it is followed already', hint: 'Nothing to do.' };
  const bridge = {
    call: async () => ({ ok: false, error: refused }),
    subscribe: () => () => undefined,
    dropFiles: async () => ({ ok: false, error: refused }),
  } as unknown as Bridge;

  it('throws what the app answered, in its parts', async () => {
    const client = new BridgeClient(bridge);
    await expect(client.call('pause', {})).rejects.toMatchObject(refused);
    await expect(client.dropFiles([])).rejects.toMatchObject(refused);
  });

  it('takes back a request whose signal is aborted', async () => {
    const { promise, resolve } = Promise.withResolvers<never>();
    const cancel = vi.fn();
    const call = vi.fn(() => promise);
    const client = new BridgeClient({ ...bridge, call, cancel });
    const controller = new AbortController();
    const asked = client.call('audit.verify', {}, controller.signal);
    controller.abort(new Error('no longer wanted'));
    expect(call.mock.calls).toEqual([['audit.verify', {}, 1]]);
    expect(cancel.mock.calls).toEqual([[1]]);
    resolve({ ok: false, error: refused } as never);
    await expect(asked).rejects.toThrow('no longer wanted');
  });

  it('ends a subscription with its signal', () => {
    const end = vi.fn();
    const client = new BridgeClient({ ...bridge, subscribe: () => end });
    const controller = new AbortController();
    client.subscribe('status', {}, () => undefined, { signal: controller.signal });
    expect(end).not.toHaveBeenCalled();
    controller.abort();
    expect(end).toHaveBeenCalledOnce();
  });
});

describe('live state', () => {
  it('tells the first message at once and a burst as one', async () => {
    let send: (message: number) => void = () => undefined;
    const store = new TopicStore<number>((listener) => {
      send = listener;
    }, new AbortController().signal);
    const heard = vi.fn();
    store.subscribe(heard);
    send(0);
    expect(store.get()).toBe(0);
    for (let message = 1; message <= 1_000; message += 1) send(message);
    expect(heard).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(40);
    expect(heard).toHaveBeenCalledTimes(2);
    expect(store.get()).toBe(1_000);
    await vi.advanceTimersByTimeAsync(40);
    send(1_001);
    expect(store.get()).toBe(1_001);
  });
});

describe('answers', () => {
  function watched(client = createFake('typical')) {
    const cache = new QueryCache(client);
    cache.start(new AbortController().signal);
    const entry = cache.entry('approvals.list', {});
    const stop = entry.subscribe(() => undefined);
    const asked = () => client.calls.filter(({ name }) => name === 'approvals.list').length;
    return { client, cache, entry, stop, asked };
  }

  it('are asked for again until the app has read everything they are made of', async () => {
    const client = createFake('typical');
    const answers = [
      { rows: [], total: 3, complete: false },
      { rows: [], total: 7, complete: true },
    ];
    const call = vi.spyOn(client, 'call').mockImplementation(async () => answers.shift() as never);
    const entry = new QueryCache(client).entry('tasks.query', {});
    entry.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(500);
    expect(entry.get().data).toMatchObject({ total: 3 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(entry.get().data).toMatchObject({ total: 7 });
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('that take long are asked for less often', async () => {
    const client = createFake('typical');
    const call = vi
      .spyOn(client, 'call')
      .mockImplementation(() => new Promise((resolve) => setTimeout(resolve, 1_000, [])));
    const cache = new QueryCache(client);
    cache.entry('approvals.list', {}).subscribe(() => undefined);
    for (let tenth = 0; tenth < 90; tenth += 1) {
      cache.invalidate('approvals.list');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('are asked for once, however many look', async () => {
    const { cache, entry, asked } = watched();
    cache.entry('approvals.list', {}).subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(entry.get().data).toHaveLength(4);
    expect(asked()).toBe(1);
  });

  it('are asked for again when what they show changed, a burst of changes once more', async () => {
    const { client, asked } = watched();
    await vi.advanceTimersByTimeAsync(150);
    for (let index = 0; index < 1_000; index += 1) client.publish('changes', everything);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked()).toBeLessThanOrEqual(3);
    expect(asked()).toBeGreaterThanOrEqual(2);
  });

  it('keep the former answer while asking again, and beside the error when that fails', async () => {
    let fails = false;
    const client = createFake('typical', {
      answers: {
        'approvals.list': () => {
          if (fails) throw new Error('gone');
          return [];
        },
      },
    });
    const { entry, cache } = watched(client);
    await vi.advanceTimersByTimeAsync(0);
    fails = true;
    cache.invalidate('approvals.list');
    await vi.advanceTimersByTimeAsync(500);
    expect(entry.get()).toMatchObject({ data: [], error: { why: 'gone' }, asking: false });
  });

  it('of nobody are not asked for, but are old when somebody looks again', async () => {
    const { client, entry, stop, asked } = watched();
    await vi.advanceTimersByTimeAsync(500);
    stop();
    client.publish('changes', everything);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked()).toBe(1);
    entry.subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked()).toBe(2);
  });

  it('about one task are old only when that task changed', () => {
    const changes = { tasks: ['a'], approvals: false, settings: false, backups: false };
    expect(isOutdated('tasks.show', { id: 'a' }, changes)).toBe(true);
    expect(isOutdated('tasks.show', { id: 'b' }, changes)).toBe(false);
    expect(isOutdated('tasks.query', {}, changes)).toBe(true);
    expect(isOutdated('config.list', {}, changes)).toBe(false);
  });
});
