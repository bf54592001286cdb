import { mkdirSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isProof, proveToken } from '../../../src/core/control/handshake.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import {
  closed,
  connectClient,
  connected,
  fakeApi,
  firstPlace,
  lineReader,
  rawConnection,
  startServer,
  testEndpoint,
  token,
} from './support.ts';

const done = { message: 'done' };

describe.skipIf(process.platform === 'win32')('the control handshake', () => {
  it('lets a client with the token in', async () => {
    const endpoint = testEndpoint();
    await startServer(
      fakeApi(() => done),
      endpoint,
    );
    const client = await connected(endpoint);
    await expect(client.call('pause', {})).resolves.toEqual(done);
  });

  it('never puts the token on the wire', async () => {
    const endpoint = testEndpoint();
    const place = firstPlace(endpoint);
    mkdirSync(dirname(place.path), { mode: 0o700 });
    let heard = '';
    const fake = createServer((socket: Socket) => {
      socket.write(`${JSON.stringify({ employee: 1, nonce: 'b'.repeat(64) })}\n`);
      socket.on('data', (chunk) => {
        heard += chunk.toString();
        socket.end(`${JSON.stringify({ proof: 'c'.repeat(64) })}\n`);
      });
    });
    await new Promise<void>((resolve) => fake.listen(place.path, resolve));
    onTestFinished(() => void fake.close());
    await expect(connectClient(endpoint)).rejects.toMatchObject({ code: 'failed' });
    expect(heard).toContain('proof');
    expect(heard).not.toContain(token);
  });

  it('refuses a client with another token, without calling anything', async () => {
    const endpoint = testEndpoint();
    let calls = 0;
    await startServer(
      fakeApi(() => {
        calls += 1;
        return done;
      }),
      endpoint,
    );
    await expect(connectClient(endpoint, { token: 'b'.repeat(64) })).rejects.toMatchObject({
      code: 'failed',
    });
    expect(calls).toBe(0);
  });

  it('refuses an answer recorded from another connection', async () => {
    const endpoint = testEndpoint();
    await startServer(
      fakeApi(() => done),
      endpoint,
    );
    const first = await rawConnection(endpoint);
    const nextOfFirst = lineReader(first);
    const { nonce } = JSON.parse(await nextOfFirst());
    const clientNonce = 'd'.repeat(64);
    const proof = proveToken(token, 'client', {
      subject: endpoint.subject,
      serverNonce: nonce,
      clientNonce,
    });
    const recorded = `${JSON.stringify({ nonce: clientNonce, proof })}\n`;
    first.write(recorded);
    expect(JSON.parse(await nextOfFirst())).toHaveProperty('proof');

    const second = await rawConnection(endpoint);
    await lineReader(second)();
    second.write(recorded);
    await closed(second);
  });

  it('refuses a request before the proof', async () => {
    const endpoint = testEndpoint();
    await startServer(
      fakeApi(() => done),
      endpoint,
    );
    const socket = await rawConnection(endpoint);
    socket.resume();
    socket.write(`${JSON.stringify({ id: 1, name: 'stop', params: {} })}\n`);
    await closed(socket);
  });

  it('hangs up on a client that proves nothing within two seconds', async () => {
    const clock = new FakeClock();
    const endpoint = testEndpoint();
    await startServer(
      fakeApi(() => done),
      endpoint,
      { clock },
    );
    const socket = await rawConnection(endpoint);
    await lineReader(socket)();
    clock.advance(1_999);
    expect(socket.closed).toBe(false);
    clock.advance(1);
    await closed(socket);
  });

  it('gives up on a listener that says nothing', async () => {
    const clock = new FakeClock();
    const endpoint = testEndpoint();
    const place = firstPlace(endpoint);
    mkdirSync(dirname(place.path), { mode: 0o700 });
    const connection = Promise.withResolvers<void>();
    const mute = createServer(() => connection.resolve());
    await new Promise<void>((resolve) => mute.listen(place.path, resolve));
    onTestFinished(() => void mute.close());
    const attempt = connectClient(endpoint, { clock });
    const failed = expect(attempt).rejects.toMatchObject({ code: 'timeout' });
    await connection.promise;
    // The client's side of the connection is set up in the turn after.
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(2_000);
    await failed;
  });

  it('proofs are worth nothing for the other role, nonce or workspace', () => {
    const challenge = { subject: 's', serverNonce: '1', clientNonce: '2' };
    const proof = proveToken(token, 'client', challenge);
    expect(isProof(proof, proveToken(token, 'client', challenge))).toBe(true);
    expect(isProof(proof, proveToken(token, 'server', challenge))).toBe(false);
    expect(isProof(proof, proveToken(token, 'client', { ...challenge, serverNonce: '3' }))).toBe(false);
    expect(isProof(proof, proveToken(token, 'client', { ...challenge, subject: 't' }))).toBe(false);
    expect(isProof(proof, '')).toBe(false);
  });
});
