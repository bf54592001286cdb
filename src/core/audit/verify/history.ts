import { z } from 'zod';
import { noPrevious, parseEntry } from '../entry.ts';
import { VerifyingKey } from '../keys.ts';
import type { TrailEntryLine } from './day-scan.ts';
import type { Defect, Epoch } from './report.ts';

const genesisSchema = z.object({
  install: z.string(),
  public_key: z.string(),
  continues: z.object({ install: z.string().nullable(), seq: z.number(), hash: z.string() }).optional(),
});
const rotationSchema = z.object({ public_key: z.string() });

/** What the trail tells about itself: which public key was in force for which entry, epochs, repairs, breaks. */
export class TrailHistory {
  readonly epochs: Epoch[] = [];
  readonly defects: Defect[] = [];
  repairedTails = 0;
  readonly #keys: { readonly fromSeq: number; readonly key: VerifyingKey }[] = [];
  readonly #fallback: VerifyingKey | undefined;

  /** `fallback` is used before the first genesis that can be read. */
  constructor(entries: readonly TrailEntryLine[], fallback: VerifyingKey | undefined) {
    this.#fallback = fallback;
    for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) this.#read(entry);
  }

  keyAt(seq: number): VerifyingKey | undefined {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#keys[middle]?.fromSeq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return this.#keys[low - 1]?.key ?? this.#fallback;
  }

  #read({ file, lineNumber, seq, line }: TrailEntryLine): void {
    const entry = parseEntry(line);
    if (entry?.action === 'audit_tail_repaired') this.repairedTails += 1;
    if (entry?.action === 'audit_break_detected') {
      // Stays listed, also where the place itself shows nothing any more.
      const reason = `a break was detected: ${String(entry.details.reason)}`;
      this.defects.push({ file, line: lineNumber, seq, reason });
    }
    if (entry?.action === 'audit_key_rotated') this.#rotate(seq, line, entry.details);
    if (entry?.action !== 'audit_genesis') return;
    const genesis = genesisSchema.safeParse(entry.details);
    const key = genesis.success ? VerifyingKey.parse(genesis.data.public_key) : undefined;
    // A genesis that does not carry its own signature was edited; the check of signatures lists it.
    if (!genesis.success || !key?.verifiesLine(line)) {
      if (key && this.#keys.length === 0 && !this.#fallback) this.#keys.push({ fromSeq: 0, key });
      return;
    }
    const { install, public_key, continues } = genesis.data;
    const reason = this.#whyForeign(seq, entry.prev, continues);
    if (reason) {
      this.defects.push({ file, line: lineNumber, seq, reason });
      if (this.#keys.length > 0) return;
    }
    this.#keys.push({ fromSeq: seq, key });
    const started_at = entry.timestamp;
    this.epochs.push({ install, seq, file, started_at, public_key, continues: continues ?? null });
  }

  #whyForeign(seq: number, prev: string, continues: Epoch['continues'] | undefined): string | undefined {
    if (!continues) {
      return seq === 1 && prev === noPrevious && this.epochs.length === 0
        ? undefined
        : 'foreign history: a genesis that continues nothing';
    }
    const former = this.epochs.at(-1);
    const fits =
      seq > 1 &&
      continues.seq === seq - 1 &&
      continues.hash === prev &&
      (continues.install === null || former === undefined || continues.install === former.install);
    return fits ? undefined : 'foreign history: a genesis that continues another trail';
  }

  /** A rotation counts only with the signature of the key before it. */
  #rotate(seq: number, line: Buffer, details: Readonly<Record<string, unknown>>): void {
    const rotation = rotationSchema.safeParse(details);
    const next = rotation.success ? VerifyingKey.parse(rotation.data.public_key) : undefined;
    if (next && this.keyAt(seq)?.verifiesLine(line)) this.#keys.push({ fromSeq: seq + 1, key: next });
  }
}
