import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';

const scripts = {
  // Shows a "toast" as a folder: its arguments and environment, and a pipe that waits for the answer.
  'notify-send': `
if [ "$1" = --help ]; then cat "$here/help"; exit 0; fi
id=1; while ! mkdir "$here/toast-$id" 2>/dev/null; do id=$((id + 1)); done
toast="$here/toast-$id"
echo $$ > "$toast/pid"
env > "$toast/environment"
mkfifo "$toast/answer"
for argument in "$@"; do printf '%s\\n' "$argument"; done > "$toast/.arguments"
mv "$toast/.arguments" "$toast/arguments"
case $(cat "$here/mode") in
  fails) echo 'first complaint' >&2; echo 'No bus here.' >&2; exit 1 ;;
  hangs) read -r never < "$toast/answer" ;;
esac
echo "$id"
case "$*" in *--action=*) read -r answer < "$toast/answer"; echo "$answer" ;; esac
`,
  gdbus: `
case "$*" in
  *GetCapabilities) cat "$here/capabilities" ;;
  *CloseNotification*) for id in "$@"; do :; done; echo "$id" >> "$here/closed" ;;
esac
`,
  stdbuf: `
[ "$1" = --version ] && exit 0
shift
exec "$@"
`,
};

/** A toast as the fake service received it. */
export interface FakeToast {
  readonly arguments: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly environment: string;
  readonly pid: number;
}

/** `notify-send`, `gdbus` and `stdbuf` as scripts in a folder, to be put first on a PATH; POSIX systems only. */
export class FakeNotificationService {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.behave('shows');
    this.offer('actions', 'body', 'body-markup');
    writeFileSync(join(folder, 'help'), '--action=[NAME=]Text  --print-id\n');
    this.install();
  }

  /** The PATH on which nothing of the machine's own is found before the fakes. */
  get path(): string {
    return `${this.folder}:/usr/bin:/bin`;
  }

  install(): void {
    for (const [name, script] of Object.entries(scripts)) {
      const path = join(this.folder, name);
      writeFileSync(path, `#!/bin/sh\nhere=$(dirname "$0")\n${script}`);
      chmodSync(path, 0o755);
    }
  }

  uninstall(): void {
    for (const name of Object.keys(scripts)) rmSync(join(this.folder, name));
  }

  /** What `notify-send` does from now on. */
  behave(mode: 'shows' | 'fails' | 'hangs'): void {
    writeFileSync(join(this.folder, 'mode'), mode);
  }

  /** The capabilities of the service from now on. */
  offer(...capabilities: readonly string[]): void {
    const list = capabilities.map((capability) => `'${capability}'`).join(', ');
    writeFileSync(join(this.folder, 'capabilities'), `([${list}],)\n`);
  }

  /** Every toast so far, in the order of their ids, which count from 1. */
  get toasts(): readonly FakeToast[] {
    const folders = readdirSync(this.folder).filter((name) => name.startsWith('toast-'));
    return folders
      .map((name) => Number(name.slice('toast-'.length)))
      .sort((a, b) => a - b)
      .map((id) => join(this.folder, `toast-${id}`))
      .filter((toast) => existsSync(join(toast, 'arguments')))
      .map((toast) => {
        const read = (name: string) => readFileSync(join(toast, name), 'utf8');
        const args = read('arguments').trimEnd().split('\n');
        const [title = '', body = ''] = args.slice(args.indexOf('--') + 1);
        return { arguments: args, title, body, environment: read('environment'), pid: Number(read('pid')) };
      });
  }

  /** Presses a button (or `default`: the body) of the toast with that id. */
  async answer(id: number, action: string): Promise<void> {
    await appendFile(join(this.folder, `toast-${id}`, 'answer'), `${action}\n`);
  }

  /** The ids of the toasts that were taken off the screen. */
  get closed(): readonly number[] {
    const path = join(this.folder, 'closed');
    return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').map(Number) : [];
  }
}

/** Whether a process still exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
