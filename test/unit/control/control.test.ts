import { chmodSync, existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EmployeeError } from '../../../src/shared/errors.ts';
import {
  closed,
  connectClient,
  connected,
  fakeApi,
  firstPlace,
  RecordingLogger,
  rawConnection,
  shortFolder,
  startServer,
  testEndpoint,
} from './support.ts';

const done = { message: 'done' };

describe.skipIf(process.platform === 'win32')('commands over the control socket', () => {
  it('reach the api with validated parameters and defaults', async () => {
    const endpoint = testEndpoint();
    const seen: unknown[] = [];
    await startServer(
      fakeApi((name, params) => {
        seen.push([name, params]);
        return done;
      }),
      endpoint,
    );
    await (await connected(endpoint)).call('stop', {});
    expect(seen).toEqual([['stop', { now: false }]]);
  });

  it('fail with the very error the api threw', async () => {
    const endpoint = testEndpoint();
    const error = new EmployeeError('conflict', { what: 'a', why: 'b', hint: 'c' });
    await startServer(
      fakeApi(() => {
        throw error;
      }),
      endpoint,
    );
    const call = (await connected(endpoint)).call('pause', {});
    await expect(call).rejects.toMatchObject({
      name: 'EmployeeError',
      code: 'conflict',
      what: 'a',
      why: 'b',
      hint: 'c',
    });
  });

  it('report a failure nobody foresaw without its stack, and log it', async () => {
    const endpoint = testEndpoint();
    const logger = new RecordingLogger();
    await startServer(
      fakeApi(() => {
        throw new TypeError('boom');
      }),
      endpoint,
      { logger },
    );
    await expect((await connected(endpoint)).call('pause', {})).rejects.toMatchObject({
      code: 'failed',
      why: 'boom',
    });
    expect(logger.lines).toEqual(['a command failed']);
  });

  it('are refused when their parameters are wrong, before anything is called', async () => {
    const endpoint = testEndpoint();
    await startServer(
      fakeApi(() => done),
      endpoint,
    );
    const call = (await connected(endpoint)).call('tasks.show', { id: '' });
    await expect(call).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('fail when the answer is not what the contract says', async () => {
    const endpoint = testEndpoint();
    await startServer(
      fakeApi(() => ({ message: 7 })),
      endpoint,
    );
    await expect((await connected(endpoint)).call('pause', {})).rejects.toMatchObject({ code: 'failed' });
  });

  it('may be many at once and end in any order', async () => {
    const endpoint = testEndpoint();
    const gates = new Map<string, () => void>();
    const allThere = Promise.withResolvers<void>();
    await startServer(
      fakeApi(
        (_name, params) =>
          new Promise((resolve) => {
            const { id } = params as { id: string };
            gates.set(id, () => resolve({ message: id }));
            if (gates.size === 50) allThere.resolve();
          }),
      ),
      endpoint,
    );
    const client = await connected(endpoint);
    const ids = [...Array(50).keys()].map(String);
    const calls = ids.map((id) => client.call('tasks.retry', { id }));
    await allThere.promise;
    for (const id of ids.toReversed()) gates.get(id)?.();
    expect((await Promise.all(calls)).map((result) => result.message)).toEqual(ids);
  });

  it('carry megabytes', async () => {
    const endpoint = testEndpoint();
    const message = 'x'.repeat(5_000_000);
    await startServer(
      fakeApi(() => ({ message })),
      endpoint,
    );
    await expect((await connected(endpoint)).call('pause', {})).resolves.toEqual({ message });
  });

  it('say so when the answer is longer than a frame', async () => {
    const endpoint = testEndpoint();
    await startServer(
      fakeApi(() => ({ message: 'x'.repeat(17 * 1024 * 1024) })),
      endpoint,
    );
    await expect((await connected(endpoint)).call('pause', {})).rejects.toMatchObject({ code: 'failed' });
  });

  it('are cancelled when the client disconnects', async () => {
    const endpoint = testEndpoint();
    const begun = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    await startServer(
      fakeApi((_name, _params, signal) => {
        signal?.addEventListener('abort', () => cancelled.resolve());
        begun.resolve();
        return new Promise(() => undefined);
      }),
      endpoint,
    );
    const client = await connected(endpoint);
    const call = client.call('validate', {});
    const failed = expect(call).rejects.toMatchObject({ code: 'not_running' });
    await begun.promise;
    client.close();
    await cancelled.promise;
    await failed;
  });

  it('are cancelled by their signal, and the connection goes on', async () => {
    const endpoint = testEndpoint();
    const begun = Promise.withResolvers<void>();
    const cancelled = Promise.withResolvers<void>();
    await startServer(
      fakeApi((name, _params, signal) => {
        if (name !== 'validate') return done;
        signal?.addEventListener('abort', () => cancelled.resolve());
        begun.resolve();
        return new Promise(() => undefined);
      }),
      endpoint,
    );
    const client = await connected(endpoint);
    const controller = new AbortController();
    const call = client.call('validate', {}, controller.signal);
    const failed = expect(call).rejects.toThrow('enough');
    await begun.promise;
    controller.abort(new Error('enough'));
    await failed;
    await cancelled.promise;
    await expect(client.call('pause', {})).resolves.toEqual(done);
  });

  it('in flight are answered before the server is closed', async () => {
    const endpoint = testEndpoint();
    const server = await startServer(
      fakeApi(() => done),
      endpoint,
    );
    const client = await connected(endpoint);
    const call = client.call('stop', {});
    await expect(call).resolves.toEqual(done);
    await server.close();
    await client.closed;
    await expect(client.call('pause', {})).rejects.toMatchObject({ code: 'not_running' });
  });
});

describe.skipIf(process.platform === 'win32')('a hostile client', () => {
  const hostile = {
    garbage: Buffer.from([0, 255, 10, 13, 7, 10]),
    'a web request': Buffer.from('POST / HTTP/1.1\r\nHost: x\r\n\r\n'),
    'a huge line': Buffer.alloc(2_000_000, 'a'),
    'JSON of another shape': Buffer.from('[1,2,3]\n'),
  };

  for (const [name, bytes] of Object.entries(hostile))
    it(`with ${name} is cut off, and others are served`, async () => {
      const endpoint = testEndpoint();
      await startServer(
        fakeApi(() => done),
        endpoint,
      );
      const client = await connected(endpoint);
      const socket = await rawConnection(endpoint);
      socket.resume();
      socket.write(bytes);
      await closed(socket);
      await expect(client.call('pause', {})).resolves.toEqual(done);
      await expect((await connected(endpoint)).call('pause', {})).resolves.toEqual(done);
    });

  it('that opens 1,000 connections keeps nobody out', async () => {
    const endpoint = testEndpoint();
    await startServer(
      fakeApi(() => done),
      endpoint,
    );
    // The system itself refuses some while its queue of connections is full.
    const attempts = await Promise.allSettled(Array.from({ length: 1_000 }, () => rawConnection(endpoint)));
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled').length).toBeGreaterThan(10);
    await expect((await connected(endpoint)).call('pause', {})).resolves.toEqual(done);
  });
});

describe.skipIf(process.platform === 'win32')('the control socket', () => {
  it('is nowhere when no employee runs', async () => {
    await expect(connectClient(testEndpoint())).resolves.toBeUndefined();
  });

  it('lies in a folder only this user may enter, and is gone after the close', async () => {
    const endpoint = testEndpoint();
    const server = await startServer(
      fakeApi(() => done),
      endpoint,
    );
    const { folder, path } = firstPlace(endpoint);
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
    await server.close();
    expect(existsSync(path)).toBe(false);
    await expect(connectClient(endpoint)).resolves.toBeUndefined();
  });

  it('of a dead owner is replaced', async () => {
    const endpoint = testEndpoint();
    const { folder, path } = firstPlace(endpoint);
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(path, '');
    writeFileSync(join(folder, `${endpoint.subject}.0000`), '');
    await expect(connectClient(endpoint)).resolves.toBeUndefined();
    await startServer(
      fakeApi(() => done),
      endpoint,
    );
    await expect((await connected(endpoint)).call('pause', {})).resolves.toEqual(done);
    expect(existsSync(join(folder, `${endpoint.subject}.0000`))).toBe(false);
  });

  it('of a successor survives the close of the one it took over from', async () => {
    const endpoint = testEndpoint();
    const former = await startServer(
      fakeApi(() => ({ message: 'former' })),
      endpoint,
    );
    await startServer(
      fakeApi(() => ({ message: 'successor' })),
      endpoint,
    );
    await former.close();
    await expect((await connected(endpoint)).call('pause', {})).resolves.toEqual({ message: 'successor' });
  });

  it('is not opened in a folder that others may enter', async () => {
    const endpoint = testEndpoint();
    const { folder } = firstPlace(endpoint);
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    await expect(
      startServer(
        fakeApi(() => done),
        endpoint,
      ),
    ).rejects.toMatchObject({ code: 'unsafe_path' });
    await expect(connectClient(endpoint)).resolves.toBeUndefined();
  });

  it('is not opened behind a link that stands where the folder should', async () => {
    const endpoint = testEndpoint();
    const { folder } = firstPlace(endpoint);
    const elsewhere = shortFolder();
    chmodSync(elsewhere, 0o700);
    symlinkSync(elsewhere, folder);
    await expect(
      startServer(
        fakeApi(() => done),
        endpoint,
      ),
    ).rejects.toMatchObject({ code: 'unsafe_path' });
    expect(dirname(folder)).not.toBe(elsewhere);
  });

  it('of one workspace does not answer for another', async () => {
    const runtime = shortFolder();
    await startServer(
      fakeApi(() => done),
      testEndpoint(runtime, '/one'),
    );
    await expect(connectClient(testEndpoint(runtime, '/two'))).resolves.toBeUndefined();
  });
});
