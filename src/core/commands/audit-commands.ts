import { dirname, extname, isAbsolute } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import { auditQuery, auditRange, exportTrail, exportTrailZipped } from '../audit/index.ts';
import { isInside } from '../files/index.ts';
import type { Handlers } from './handlers.ts';
import type { CommandServices } from './services.ts';

/** The trail, read and proven. */
export function auditCommands(services: CommandServices) {
  const { files, trail, integrity, paths } = services;

  /** An export inside the workspace would be taken for a drop, a task or a part of the trail. */
  function checkDestination(path: string): void {
    if (!isAbsolute(path)) throw cannotExport(path, 'it is not an absolute path', 'Name the whole path');
    if (files.stat(dirname(path))?.kind !== 'folder')
      throw cannotExport(path, 'its folder does not exist', 'Make the folder first');
    const folder = files.fileSystem.realPath(dirname(path));
    const root = files.fileSystem.realPath(paths.root);
    if (folder === root || isInside(root, folder))
      throw cannotExport(path, 'it lies in the workspace', 'Choose a folder outside of it');
  }

  return {
    'audit.verify': ({ deep, public_key }, signal) =>
      services.verify({ deep, publicKey: public_key }, signal),
    'audit.tail': ({ n }) => trail.tail(n),

    'audit.query': async (query) => trail.query(auditQuery(query)),

    'audit.export': async ({ format, path, ...asked }) => {
      const range = auditRange(asked);
      checkDestination(path);
      await trail.commit();
      let entries = 0;
      const made = await files.createBy(
        path,
        async (write) => {
          const options = { files, folder: paths.auditLogs, format, ...range, write };
          entries = isZip(path)
            ? await exportTrailZipped({ ...options, readme: readme((await integrity.genesis())?.publicKey) })
            : await exportTrail(options);
        },
        { mode: 0o600 },
      );
      if (made === 'exists')
        throw cannotExport(path, 'something is there already', 'Choose a name that is not taken');
      return { message: `Exported ${entries} entries to ${path}`, path, entries };
    },

    'audit.state': async () => {
      const genesis = await integrity.genesis();
      const { seq, hash } = trail.head;
      return {
        install_id: services.installId,
        public_key: genesis?.publicKey ?? '',
        since: genesis?.since ?? null,
        head: seq > 0 ? { seq, hash } : null,
        last_verified: integrity.lastVerified ? { ...integrity.lastVerified } : null,
        problem: integrity.problem ?? null,
      };
    },
  } satisfies Partial<Handlers>;
}

function isZip(path: string): boolean {
  return extname(path).toLowerCase() === '.zip';
}

/** For whoever receives the zip. */
function readme(publicKey: string | undefined): string {
  return [
    'The audit trail of a Personal AI Employee.',
    '',
    'One entry a line. Each names the hash of the line before it and is signed; the first key is introduced by the first entry,',
    'each later one by the key before it. Whoever has this public key can prove that nothing is missing or changed.',
    '',
    `Public key: ${publicKey ?? 'not known'}`,
    '',
  ].join('\n');
}

function cannotExport(path: string, why: string, hint: string): EmployeeError {
  return new EmployeeError('invalid_input', { what: `cannot export to ${path}`, why, hint });
}
