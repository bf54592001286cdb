import { basename, join } from 'node:path';
import type { ApprovalRequest } from '../../shared/approval.ts';
import { type Clock, type Random, timestamp } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import { decisionPath, decisionPaths, requestPath, type Verdict } from './decision-files.ts';

export interface RequestFilesDependencies {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  /** `task_queue/approvals`. */
  readonly folder: string;
  /** Where decided and voided request files go. */
  readonly archive: string;
}

/** The requests as files: a view of the signed entries, for people who decide by renaming. */
export class RequestFiles {
  readonly #dependencies: RequestFilesDependencies;

  constructor(dependencies: RequestFilesDependencies) {
    this.#dependencies = dependencies;
  }

  isShown(taskId: string): boolean {
    return this.#dependencies.files.exists(requestPath(this.#dependencies.folder, taskId));
  }

  isDecided(taskId: string): boolean {
    return decisionPaths(this.#dependencies.files, this.#dependencies.folder, taskId).length > 0;
  }

  async show(request: ApprovalRequest): Promise<void> {
    const path = requestPath(this.#dependencies.folder, request.task_id);
    await this.#dependencies.files.write(path, `${JSON.stringify(request, null, 2)}\n`);
  }

  /** Shows a decision made elsewhere as one made by renaming. */
  async showDecision(taskId: string, verdict: Verdict): Promise<void> {
    const { files, folder } = this.#dependencies;
    await files.move(requestPath(folder, taskId), decisionPath(folder, taskId, verdict), 'never');
  }

  /** Moves the request and every decision about it out of the way; nothing is removed. */
  async setAside(taskId: string): Promise<void> {
    const { files, folder, archive, clock, random } = this.#dependencies;
    const paths = decisionPaths(files, folder, taskId).map(({ path }) => path);
    if (this.isShown(taskId)) paths.push(requestPath(folder, taskId));
    if (paths.length === 0) return;
    await files.ensureFolder(archive);
    const time = timestamp(clock).replace(/[-:.]/g, '');
    for (const path of paths) {
      await files.move(path, join(archive, `${time}-${random.hex(3)}-${basename(path)}`), 'never');
    }
  }
}
