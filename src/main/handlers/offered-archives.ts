import type { Api } from '../../shared/api.ts';
import { EmployeeError } from '../../shared/errors.ts';

/** A file in the backups folder, or `latest`: nothing that could lead out of it. */
const plainName = /^(?!\.{1,2}$)[^/\\:\0]+$/;

/** The archives that a page may name: those in the backups folder by their names, others once a person chose them. */
export class OfferedArchives {
  readonly #chosen = new Set<string>();

  /** A person chose it in a dialog. */
  offer(path: string): void {
    this.#chosen.add(path);
  }

  /** Throws `unsafe_path` for a path that nobody chose. */
  check(archive: string): void {
    if (plainName.test(archive) || this.#chosen.has(archive)) return;
    throw new EmployeeError('unsafe_path', {
      what: 'cannot use this archive',
      why: 'nobody chose it in a dialog',
      hint: 'Choose the file with the button',
    });
  }

  /** The employee as pages reach it: whichever command names an archive, the name is checked first. */
  guard(api: Api): Api {
    return {
      call: async (name, params, signal) => {
        const given: object = params;
        if ('archive' in given) this.check(String(given.archive));
        const result = await api.call(name, params, signal);
        // It may have been found under a better name, which the next questions then use.
        const answer: object = result;
        if (name === 'restore.inspect' && 'archive' in answer) this.offer(String(answer.archive));
        return result;
      },
    };
  }
}
