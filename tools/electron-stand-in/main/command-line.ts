import { host } from './host.ts';
import { imitates, Loud } from './loud.ts';

/** `app.commandLine`. Switches meant for Chromium itself have no effect on it. */
export class CommandLine extends Loud {
  readonly #switches = new Map<string, string>();

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value);
  }

  appendArgument(_value: string): void {}

  removeSwitch(name: string): void {
    this.#switches.delete(name);
  }

  hasSwitch(name: string): boolean {
    return this.#switches.has(name) || this.#argument(name) !== undefined;
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? this.#argument(name)?.slice(name.length + 3) ?? '';
  }

  #argument(name: string): string | undefined {
    return host.application.args.find((text) => text === `--${name}` || text.startsWith(`--${name}=`));
  }
}
imitates(CommandLine, 'app.commandLine', import.meta.url);
