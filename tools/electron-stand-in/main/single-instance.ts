import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a second start hands to the first. */
export interface SecondStart {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

/** `app.requestSingleInstanceLock`: a lock file with the owner's process id, and a socket to reach it. */
export class SingleInstance {
  readonly #lockFile: string;
  /** In the temporary folder under a hash: a path inside userData may be longer than a socket's may be. */
  readonly #socketPath: string;
  #server: Server | undefined;
  /** Settled when the first instance has heard of this second one. */
  told: Promise<void> = Promise.resolve();

  constructor(userData: string) {
    this.#lockFile = join(userData, 'SingletonLock');
    const hash = createHash('sha256').update(this.#lockFile).digest('hex').slice(0, 16);
    this.#socketPath = join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), `electron-stand-in-${hash}.sock`);
  }

  get held(): boolean {
    return this.#server !== undefined;
  }

  request(additionalData: unknown, onSecondStart: (start: SecondStart) => void): boolean {
    if (this.held) return true;
    mkdirSync(dirname(this.#lockFile), { recursive: true });
    if (!this.#createLockFile()) {
      const start = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
      this.told = this.#tell(start);
      return false;
    }
    rmSync(this.#socketPath, { force: true });
    this.#server = createServer((socket) => {
      let text = '';
      socket.on('data', (data) => {
        text += data;
      });
      socket.on('end', () => onSecondStart(JSON.parse(text) as SecondStart));
    }).listen(this.#socketPath);
    this.#server.unref();
    return true;
  }

  release(): void {
    if (!this.#server) return;
    this.#server.close();
    this.#server = undefined;
    rmSync(this.#lockFile, { force: true });
  }

  #createLockFile(): boolean {
    for (;;) {
      try {
        writeFileSync(this.#lockFile, String(process.pid), { flag: 'wx' });
        return true;
      } catch {
        if (isAlive(Number(readFileSync(this.#lockFile, 'utf8')))) return false;
        rmSync(this.#lockFile, { force: true });
      }
    }
  }

  #tell(start: SecondStart): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(this.#socketPath, () => socket.end(JSON.stringify(start)));
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
    });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
