import type { AuditVerification } from '../../shared/audit.ts';
import { verificationDocument, verifyTrail } from '../audit/index.ts';
import { Integrity } from '../integrity.ts';
import { inHundredths, type VerifyProgress } from '../verify-progress.ts';
import type { Ground } from './ground.ts';

interface VerifyRequest {
  readonly deep: boolean;
  /** `undefined`: the key of this install. */
  readonly publicKey?: string | undefined;
}

/** What is known of the integrity of the trail, and how a person has it verified. */
export type Auditing = ReturnType<typeof wireAuditing>;

export function wireAuditing({ options, held, stores, hooks, alert, failed }: Ground) {
  const { files, clock } = options;
  const { paths, settings, identity } = held;
  const { trail } = stores;
  const verify = async (
    { deep, publicKey }: VerifyRequest,
    signal?: AbortSignal,
    onProgress?: VerifyProgress,
  ): Promise<AuditVerification> =>
    verificationDocument(
      await verifyTrail({
        files,
        folder: paths.auditLogs,
        headFolder: paths.internal.root,
        deep,
        publicKey,
        knownInstall: { installId: identity.installId, publicKey: trail.publicKey },
        legacyKey: settings.secrets.get('AUDIT_SIGNING_KEY'),
        signal,
        onProgress,
      }),
    );
  const integrity = new Integrity({
    clock,
    installId: identity.installId,
    trail,
    verify,
    broken: (reason) => alert(`The audit trail is broken: ${reason}`, null),
    failed,
  });
  const tellProgress: VerifyProgress = ({ doneBytes: done, totalBytes: total }) =>
    hooks.events.emit({
      kind: 'progress',
      progress: { work: 'audit.verify', done: Math.min(done, total), total, unit: 'bytes' },
    });
  return {
    integrity,
    /** Verifies with progress on every surface; what it finds is remembered. */
    verify: async (request: VerifyRequest, signal?: AbortSignal): Promise<AuditVerification> => {
      const report = await verify(request, signal, inHundredths(tellProgress));
      // A key that a person typed says nothing about the trail of this install.
      if (request.publicKey === undefined) integrity.learn(report);
      return report;
    },
  };
}
