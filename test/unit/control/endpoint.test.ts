import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SystemRandom } from '../../../src/core/clock/index.ts';
import {
  controlEndpoint,
  type EndpointInputs,
  maxSocketPathBytes,
  pipeName,
} from '../../../src/core/control/index.ts';

const linux: EndpointInputs = {
  workspaceRoot: '/home/a/work',
  platform: 'linux',
  environment: { XDG_RUNTIME_DIR: '/run/user/1000' },
  temporaryFolder: '/tmp',
  userId: 1000,
  stateFolder: '/home/a/.config/personal-ai-employee',
};

function places(inputs: EndpointInputs): readonly string[] {
  const endpoint = controlEndpoint(inputs);
  return endpoint.kind === 'socket' ? endpoint.places.map((place) => place.path) : [];
}

describe('where the control endpoint lies', () => {
  it('prefers the runtime folder of the session, then the temporary one', () => {
    expect(places(linux).map((path) => path.replace(/[0-9a-f]{16}/, 'ID'))).toEqual([
      '/run/user/1000/personal-ai-employee/ID.sock',
      '/tmp/personal-ai-employee-1000/ID.sock',
    ]);
  });

  it('is found by a client that has no XDG_RUNTIME_DIR, as under cron', () => {
    const [served] = places(linux);
    expect(places({ ...linux, environment: {} })).toContain(served);
  });

  it('differs between workspaces and not between starts', () => {
    expect(places(linux)).toEqual(places({ ...linux }));
    expect(places({ ...linux, workspaceRoot: '/home/a/other' })[0]).not.toBe(places(linux)[0]);
  });

  it('never has a socket path that the system would cut, however long folders and workspace are', () => {
    const folder = fc.string({ minLength: 1, maxLength: 200 }).map((text) => `/${text}`);
    fc.assert(
      fc.property(folder, folder, folder, (workspaceRoot, runtime, temporaryFolder) => {
        const inputs = {
          ...linux,
          workspaceRoot,
          environment: { XDG_RUNTIME_DIR: runtime },
          temporaryFolder,
        };
        const paths = places(inputs);
        expect(paths.length).toBeGreaterThan(0);
        for (const path of paths) expect(Buffer.byteLength(path)).toBeLessThanOrEqual(maxSocketPathBytes);
      }),
    );
  });

  it('ignores an XDG_RUNTIME_DIR that is not absolute', () => {
    expect(
      places({ ...linux, environment: { XDG_RUNTIME_DIR: 'run' } }).every((path) => path.startsWith('/')),
    ).toBe(true);
  });

  it('is a pipe named in the per-user state on Windows', () => {
    const endpoint = controlEndpoint({ ...linux, platform: 'win32', userId: undefined, stateFolder: 'S' });
    expect(endpoint.kind).toBe('pipe');
    expect(endpoint.kind === 'pipe' && endpoint.recordPath).toMatch(/^S[/\\]control-[0-9a-f]{16}\.json$/);
  });

  it('takes a pipe name that cannot be guessed, another each time', () => {
    const random = new SystemRandom();
    expect(pipeName(random)).toMatch(/^\\\\\.\\pipe\\personal-ai-employee-[0-9a-f]{32}$/);
    expect(pipeName(random)).not.toBe(pipeName(random));
  });
});
