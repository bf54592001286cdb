import { describe, expect, it } from 'vitest';
import { maxCallsInFlight, maxRequestBytes } from '../../../../src/main/ipc/calls.ts';
import { EmployeeError } from '../../../../src/shared/errors.ts';
import { FakePage, fromOurPage, IpcStage, strangers } from './stage.ts';

describe('a request of the page', () => {
  it('reaches the employee and comes back with its result', async () => {
    const stage = new IpcStage();
    const answer = await stage.call(fromOurPage(), { name: 'status', params: {} });
    expect(answer).toEqual({ ok: true, value: { message: 'done' } });
    expect(stage.reached).toEqual(['status']);
    expect(stage.registered.refused).toBe(0);
  });

  it('reaches the app itself for its own channels', async () => {
    const stage = new IpcStage();
    await stage.call(fromOurPage(), { name: 'files.drop', params: { paths: ['/a'] } });
    expect(stage.reached).toEqual(['files.drop']);
  });

  it('keeps what, why and hint of an error, and its code', async () => {
    const stage = new IpcStage();
    const parts = { what: 'cannot do it', why: 'it is late', hint: 'Try tomorrow' };
    stage.answerWith = () => Promise.reject(new EmployeeError('conflict', parts));
    const answer = await stage.call(fromOurPage(), { name: 'pause', params: {} });
    expect(answer).toEqual({ ok: false, error: { code: 'conflict', ...parts } });
    expect(stage.errors).toEqual([]);
  });

  it('tells an error that nobody foresaw without its stack, and logs it', async () => {
    const stage = new IpcStage();
    stage.answerWith = () => Promise.reject(new TypeError('disk on fire'));
    const answer = await stage.call(fromOurPage(), { name: 'pause', params: {} });
    expect(answer).toMatchObject({ ok: false, error: { code: 'failed', why: 'disk on fire' } });
    expect(JSON.stringify(answer)).not.toContain('at ');
    expect(stage.errors).toHaveLength(1);
  });

  it.each([
    ['a channel that is not of the contract', { name: 'tasks.destroy', params: {} }],
    ['a command that names a path', { name: 'tasks.add', params: { path: '/etc/passwd' } }],
    ['the export to a path', { name: 'audit.export', params: { format: 'csv', path: '/tmp/x' } }],
    ['the end of the employee without the app', { name: 'stop', params: {} }],
    ['a member of every object', { name: 'constructor', params: {} }],
    ['the prototype', { name: '__proto__', params: {} }],
    ['a parameter of the wrong type', { name: 'tasks.show', params: { id: 7 } }],
    ['a parameter too many', { name: 'tasks.show', params: { id: 'a', and: 'b' } }],
    ['a member too many', { name: 'status', params: {}, sender: 'me' }],
    ['no object', 'status'],
    ['nothing', undefined],
  ])('is refused, counted and logged: %s', async (_what, payload) => {
    const stage = new IpcStage();
    const answer = await stage.call(fromOurPage(), payload);
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(stage.reached).toEqual([]);
    expect(stage.registered.refused).toBe(1);
    expect(stage.errors).toHaveLength(1);
  });

  it.each(Object.entries(strangers))('is refused from %s', async (_who, event) => {
    const stage = new IpcStage();
    expect(await stage.call(event(), { name: 'status', params: {} })).toMatchObject({ ok: false });
    expect(stage.reached).toEqual([]);
    expect(stage.registered.refused).toBe(1);
  });

  it('is refused when it is too long, deep or endless', async () => {
    const stage = new IpcStage();
    const endless: unknown[] = [];
    endless.push(endless, endless);
    let deep: unknown = 'x';
    for (let level = 0; level < 2_000_000; level += 1) deep = [deep];
    const texts = ['x'.repeat(maxRequestBytes), endless, deep, new Uint8Array(maxRequestBytes + 1)];
    for (const text of texts) {
      const answer = await stage.call(fromOurPage(), {
        name: 'policy.test',
        params: { text, file_name: 'a' },
      });
      expect(answer).toMatchObject({ ok: false, error: { why: 'it is too long' } });
    }
    expect(stage.reached).toEqual([]);
  });

  it('never waits behind more than a bounded number of others', async () => {
    const stage = new IpcStage();
    const { promise: held, resolve } = Promise.withResolvers<void>();
    stage.answerWith = () => held;
    const waiting = Array.from({ length: maxCallsInFlight }, () =>
      stage.call(fromOurPage(), { name: 'status', params: {} }),
    );
    expect(await stage.call(fromOurPage(), { name: 'status', params: {} })).toMatchObject({ ok: false });
    resolve();
    await Promise.all(waiting);
    expect(await stage.call(fromOurPage(), { name: 'status', params: {} })).toMatchObject({ ok: true });
  });

  it('cannot flood the log: refusals go on being counted', async () => {
    const stage = new IpcStage();
    for (let n = 0; n < 1_000; n += 1) await stage.call(fromOurPage(), n);
    expect(stage.registered.refused).toBe(1_000);
    expect(stage.errors).toHaveLength(60);
    stage.nowMs += 60_000;
    await stage.call(fromOurPage(), 'again');
    expect(stage.errors).toHaveLength(61);
  });
});

describe('a request that is taken back', () => {
  const untilAborted = (_name: string, signal?: AbortSignal) =>
    new Promise<never>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });

  it('ends by its number, and its failure is no trouble of the app', async () => {
    const stage = new IpcStage();
    stage.answerWith = untilAborted;
    const answer = stage.call(fromOurPage(), { id: 3, name: 'audit.verify', params: {} });
    stage.send('cancel', fromOurPage(), { id: 4 });
    stage.send('cancel', fromOurPage(), { id: 3 });
    expect(await answer).toMatchObject({ ok: false, error: { why: 'the person cancelled it' } });
    expect(stage.errors).toEqual([]);
  });

  it('is only its own page’s to take back', async () => {
    const stage = new IpcStage();
    stage.answerWith = untilAborted;
    const answer = stage.call(fromOurPage(), { id: 3, name: 'audit.verify', params: {} });
    for (const event of Object.values(strangers)) stage.send('cancel', event(), { id: 3 });
    expect(stage.registered.refused).toBe(Object.values(strangers).length);
    stage.send('cancel', fromOurPage(), { id: 3 });
    await answer;
  });

  it('keeps its number to itself while it is in hand', async () => {
    const stage = new IpcStage();
    stage.answerWith = untilAborted;
    const first = stage.call(fromOurPage(), { id: 3, name: 'audit.verify', params: {} });
    expect(await stage.call(fromOurPage(), { id: 3, name: 'status', params: {} })).toMatchObject({
      ok: false,
    });
    expect(stage.reached).toEqual(['audit.verify']);
    stage.send('cancel', fromOurPage(), { id: 3 });
    await first;
  });
});

describe('a subscription of the page', () => {
  const subscribe = (stage: IpcStage, page: FakePage, payload: unknown) =>
    stage.send('subscribe', fromOurPage(page), payload);

  it('is pushed what its topic says, until it ends', () => {
    const stage = new IpcStage();
    const page = new FakePage();
    subscribe(stage, page, { id: 1, name: 'status', params: {} });
    stage.pushes.get('status')?.('first' as never);
    stage.send('unsubscribe', fromOurPage(page), { id: 1 });
    stage.pushes.get('status')?.('late' as never);
    expect(page.sent).toEqual([{ channel: 'employee:message', message: { id: 1, message: 'first' } }]);
    expect(stage.ends).toEqual(['status']);
  });

  it('ends with its page, also when the page is found gone at a push', () => {
    const stage = new IpcStage();
    const page = new FakePage();
    subscribe(stage, page, { id: 1, name: 'status', params: {} });
    subscribe(stage, page, { id: 2, name: 'changes', params: {} });
    stage.registered.forget(page.id);
    expect(stage.ends).toEqual(['status', 'changes']);

    subscribe(stage, page, { id: 1, name: 'place', params: {} });
    page.destroyed = true;
    stage.pushes.get('place')?.('x' as never);
    expect(stage.ends).toEqual(['status', 'changes', 'place']);
  });

  it.each([
    ['no such topic', { id: 1, name: 'secrets', params: {} }],
    ['a member of every object', { id: 1, name: 'toString', params: {} }],
    ['no number', { name: 'status', params: {} }],
    ['parameters of the wrong kind', { id: 1, name: 'log', params: { service: '../../etc', errors: false } }],
  ])('is refused: %s', (_what, payload) => {
    const stage = new IpcStage();
    subscribe(stage, new FakePage(), payload);
    expect(stage.reached).toEqual([]);
    expect(stage.registered.refused).toBe(1);
  });

  it('is refused under a number in use, and beyond a bounded number', () => {
    const stage = new IpcStage();
    const page = new FakePage();
    for (let id = 0; id < 100; id += 1) subscribe(stage, page, { id, name: 'status', params: {} });
    expect(stage.reached).toHaveLength(64);
    subscribe(stage, page, { id: 0, name: 'status', params: {} });
    expect(stage.registered.refused).toBe(37);
  });

  it.each(Object.entries(strangers))('is refused from %s', (_who, event) => {
    const stage = new IpcStage();
    stage.send('subscribe', event(), { id: 1, name: 'status', params: {} });
    stage.send('unsubscribe', event(), { id: 1 });
    expect(stage.reached).toEqual([]);
    expect(stage.registered.refused).toBe(2);
  });
});
