import type { Api } from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';

/** A file in the backups folder, or `latest`: nothing that could lead out of it. */
const plainName = /^(?!\.{1,2}$)[^/\\:\0]+$/;
/** Settings that say where something lies. */
const placeSetting = /^paths\.|^backup\.secondFolder$/;

/**
 * What a page may name beyond the workspace: archives and folders that a person chose in a dialog. Archives of the
 * backups folder go by their names.
 */
export class OfferedPaths {
  readonly #chosen = new Set<string>();

  /** A person chose it in a dialog. */
  offer(path: string): void {
    this.#chosen.add(path);
  }

  /** Throws `unsafe_path` for a path that nobody chose. */
  checkArchive(archive: string): void {
    if (!plainName.test(archive)) this.#check(archive, 'cannot use this archive');
  }

  /** The employee as pages reach it: whatever command names an archive or a place, that is checked first. */
  guard(api: Api): Api {
    return {
      call: async (name, params, signal) => {
        const given: object = params;
        if ('archive' in given) this.checkArchive(String(given.archive));
        if (name === 'config.set') this.#checkSetting(given);
        const result = await api.call(name, params, signal);
        // It may have been found under a better name, which the next questions then use.
        const answer: object = result;
        if (name === 'restore.inspect' && 'archive' in answer) this.offer(String(answer.archive));
        return result;
      },
    };
  }

  #checkSetting(given: object): void {
    if (!('key' in given && 'value' in given) || given.value === null) return;
    if (placeSetting.test(String(given.key))) this.#check(String(given.value), 'cannot use this folder');
  }

  #check(path: string, what: string): void {
    if (this.#chosen.has(path)) return;
    throw new EmployeeError('unsafe_path', {
      what,
      why: 'nobody chose it in a dialog',
      hint: 'Choose it with the button',
    });
  }
}
