import { join } from 'node:path';
import { Intake, seedLedger } from '../intake/index.ts';
import { IntakeSink } from '../orchestrator/index.ts';
import { everyTask } from '../queue/index.ts';
import type { Ground } from './ground.ts';
import type { Working } from './working.ts';

/** How files of the inbox become tasks. */
export type Taking = ReturnType<typeof wireTaking>;

export function wireTaking(
  { options, held, stores, intakeGate: gate }: Ground,
  { orchestrator, withdraw }: Pick<Working, 'orchestrator' | 'withdraw'>,
) {
  const { files, clock, random } = options;
  const { paths, settings, lock } = held;
  const { trail, queue, log } = stores;
  const ledger = join(paths.internal.root, 'intake.jsonl');
  const intake = new Intake({
    files,
    clock,
    random,
    logger: log.watcher,
    sink: new IntakeSink({ clock, queue, trail, withdraw, gate, added: () => orchestrator.pump() }),
    paths: {
      inbox: paths.watchInbox,
      disabledInbox: paths.watchInboxDisabled,
      ledger,
      workspaceRoot: paths.root,
    },
    settings: {
      extensions: settings.get('intake.extensions'),
      restMs: settings.get('intake.restMs'),
      undetectableRestMs: settings.get('intake.undetectableRestMs'),
      reconcileSeconds: settings.get('intake.reconcileSeconds'),
      after: settings.get('intake.after'),
      archiveFolder: paths.watchInboxArchive,
    },
    probe: options.probe,
    holdsWorkspace: () => lock.isHeld(),
  });
  /** Where a person's files lie now, by whether it is switched off. */
  const inbox = () =>
    files.exists(paths.watchInbox) || !files.exists(paths.watchInboxDisabled)
      ? paths.watchInbox
      : paths.watchInboxDisabled;
  return {
    intake,
    inbox,
    /** A ledger is begun where there is none, so that no file that has its task becomes another. */
    seedLedger: () =>
      seedLedger(files, { ledger, inbox: inbox() }, async function* () {
        for await (const { task_id: taskId, context } of everyTask(files, queue.paths)) {
          const { file_name: fileName, file_size_bytes: sizeBytes } = context ?? {};
          if (fileName !== undefined && sizeBytes !== undefined) yield { taskId, fileName, sizeBytes };
        }
      }),
  };
}
