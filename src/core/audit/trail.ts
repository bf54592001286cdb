import { EmployeeError } from '../../shared/errors.ts';
import { type Clock, timestamp } from '../clock/index.ts';
import type { Files } from '../files/index.ts';
import type { AuditAction } from './actions.ts';
import { type Checkpoint, checkpointAt } from './checkpoint.ts';
import { dayFileName } from './day-files.ts';
import { type AuditEntry, entryBody, lineHash, maxLineBytes, parseEntry, signedLine } from './entry.ts';
import { type Head, openHeadSlots, readHead } from './head.ts';
import { type Inspection, inspectTrail, type TrailEnd } from './inspection.ts';
import type { AuditKeys, SigningKey } from './keys.ts';
import { Ledger, type QueuedLine } from './ledger.ts';
import { type AuditQuery, AuditReader, type DayCounts } from './reader.ts';
import { cutTornTail, markRecorded, type TailRepair, unrecordedRepairs } from './tail-repair.ts';

/** Details of more bytes are replaced by their digest. */
const maxDetailsBytes = 8 * 1024 * 1024;
const maxTextChars = 256 * 1024;

export interface TrailDependencies {
  readonly files: Files;
  readonly clock: Clock;
  /** `audit_logs` of the workspace. */
  readonly folder: string;
  /** `.employee` of the workspace. */
  readonly headFolder: string;
  readonly keys: AuditKeys;
  readonly installId: string;
  /** What to do when the trail was signed by a key that is not here. */
  readonly continueAs?: 'new_epoch' | 'refuse';
  /** Throws when another process writes here now: two writers would break the chain. */
  readonly assertWriter?: () => void;
}

/** What is recorded; sequence, time, hash and signature are added. */
export interface AuditEvent {
  readonly action: AuditAction;
  readonly taskId?: string | null;
  /** `success` unless said otherwise. */
  readonly result?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly error?: string | null;
}

/** A trail ready for entries, and what opening it found. */
export interface OpenedTrail {
  readonly trail: AuditTrail;
  /** `first`: the trail began now · `same`: it goes on · `new_epoch`: it goes on under a fresh key. */
  readonly began: 'first' | 'same' | 'new_epoch';
  /** Entries whose lines were durable when a crash kept their acknowledgement from the disk. */
  readonly adoptedEntries: number;
  readonly repairs: readonly TailRepair[];
}

/**
 * The tamper-evident trail of everything the employee did (CONTRACT §4). Its one writer holds the
 * workspace lock. An entry goes into the file of its own UTC day, also when the clock jumps back.
 */
export class AuditTrail {
  readonly #files: Files;
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #key: SigningKey;
  readonly #ledger: Ledger;
  readonly #reader: AuditReader;
  readonly #listeners = new Set<(entry: AuditEntry) => void>();
  #seq: number;
  #hash: string;
  #acknowledged: { readonly seq: number; readonly hash: string };
  #closed = false;

  private constructor(
    dependencies: TrailDependencies,
    key: SigningKey,
    head: { readonly value: Head; readonly isDurable: boolean },
    end: TrailEnd,
  ) {
    const { files, folder, headFolder } = dependencies;
    this.#files = files;
    this.#folder = folder;
    this.#clock = dependencies.clock;
    this.#key = key;
    this.#seq = end.seq;
    this.#hash = end.hash;
    this.#acknowledged = { seq: end.seq, hash: end.hash };
    this.#reader = new AuditReader({ files, folder, headFolder });
    const slots = openHeadSlots(files, headFolder);
    // Reading tells the slots which of them is older.
    readHead(slots);
    this.#ledger = new Ledger({ files, folder, slots }, head, {
      writing: () => dependencies.assertWriter?.(),
      acknowledged: (lines) => this.#announce(lines),
      changedByOthers: (file) => this.#noteBreak(`${file} was changed by another program`),
    });
  }

  /**
   * Opens the trail, puts right what a crash left, and begins it where there is none. Reads only the head and
   * what follows it. A broken trail opens too, and goes on behind the break.
   *
   * Throws `integrity` when the trail was signed by another key and `continueAs` is not `new_epoch`.
   */
  static async open(dependencies: TrailDependencies): Promise<OpenedTrail> {
    const { files, folder, headFolder, keys, installId } = dependencies;
    const slots = openHeadSlots(files, headFolder);
    const head = readHead(slots);
    const existingKey = await keys.load();
    const found = inspectTrail({ files, folder, head, key: existingKey, installId });
    const hasEntries = found.end.seq > 0;
    const isForeign = hasEntries && !found.keyMatches;
    if (isForeign && dependencies.continueAs !== 'new_epoch') throw foreignTrail(existingKey !== undefined);

    await files.ensureFolder(folder);
    await files.ensureFolder(headFolder);
    const repairs = unrecordedRepairs(files, headFolder);
    if (found.torn) repairs.push(await cutTornTail(files, dependencies.clock, dependencies, found.torn));
    const key = existingKey && !isForeign ? existingKey : await keys.create();
    const start = startingHead(found, head, installId);
    const trail = new AuditTrail(dependencies, key, { value: start, isDurable: start === head }, found.end);
    if (!hasEntries) trail.#begin(installId);
    if (isForeign) await trail.#beginEpoch(installId, found);
    if (found.brokenBecause) trail.#noteBreak(found.brokenBecause);
    for (const repair of repairs) trail.#noteRepair(repair);
    await trail.commit();
    for (const repair of repairs) await markRecorded(files, headFolder, repair);
    const began = isForeign ? 'new_epoch' : hasEntries ? 'same' : 'first';
    return { trail, began, adoptedEntries: found.adopted, repairs };
  }

  /** The last acknowledged entry: what survives a power loss. */
  get head(): { readonly seq: number; readonly hash: string } {
    return this.#acknowledged;
  }

  /**
   * What of the day files belongs to the acknowledged head, at this very moment: a copy of that many bytes of each is the
   * trail as a power loss would leave it now.
   */
  checkpoint(): Checkpoint {
    return checkpointAt(this.#files, this.#folder, this.#ledger.durableHead);
  }

  /** A break that no person has acknowledged: intake goes on, outward effects stop. */
  get compromised(): { readonly reason: string } | undefined {
    const found = this.#ledger.head.break;
    return found && { reason: found.reason };
  }

  /** Base64 SPKI of the key that signs now. */
  get publicKey(): string {
    return this.#key.verifying.text;
  }

  /** Signs and queues an entry; the order of calls is the order of `seq`. It counts once `commit` resolves. */
  record(event: AuditEvent): AuditEntry {
    if (this.#closed) throw closedTrail();
    const unsigned = {
      seq: this.#seq + 1,
      timestamp: timestamp(this.#clock),
      action: event.action,
      task_id: event.taskId ?? null,
      result: event.result ?? 'success',
      error: event.error?.slice(0, maxTextChars) ?? null,
      prev: this.#hash,
    };
    const { details, json } = boundDetails(event.details ?? {});
    const body = entryBody(unsigned, json);
    const signature = this.#key.sign(Buffer.from(body));
    const bytes = Buffer.from(`${signedLine(body, signature)}\n`);
    if (bytes.length > maxLineBytes) throw tooLarge(event.action);
    const hash = lineHash(bytes.subarray(0, -1));
    this.#ledger.append({
      seq: unsigned.seq,
      hash,
      file: dayFileName(unsigned.timestamp.slice(0, 10)),
      bytes,
    });
    this.#seq = unsigned.seq;
    this.#hash = hash;
    return { ...unsigned, details, signature };
  }

  /**
   * Resolves once everything recorded before is acknowledged: the lines fsynced, then the head. Callers share
   * the fsyncs. After a failure (`no_space`, `io`) nothing is lost: the next commit goes on.
   */
  commit(): Promise<void> {
    return this.#ledger.commit();
  }

  /** Commits what is recorded and releases the files. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#ledger.close();
  }

  /** Tells each entry once it is acknowledged. Returns how to stop. Listeners must not throw. */
  onEntry(listener: (entry: AuditEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** A person has seen the break; it stays listed by verify. */
  async acknowledgeBreak(details: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const found = this.#ledger.head.break;
    if (!found) return;
    this.record({ action: 'audit_break_acknowledged', details: { ...details, reason: found.reason } });
    await this.commit();
    this.#ledger.amendHead(({ break: _acknowledged, ...head }) => head);
    await this.commit();
  }

  findByTask(taskId: string, actions?: readonly string[], sinceDay?: string): Promise<AuditEntry[]> {
    return this.#reader.findByTask(taskId, actions, sinceDay);
  }

  tail(count: number): Promise<AuditEntry[]> {
    return this.#reader.tail(count);
  }

  query(query: AuditQuery): Promise<AuditEntry[]> {
    return this.#reader.query(query);
  }

  countsForLocalDay(day: string): Promise<DayCounts> {
    return this.#reader.countsForLocalDay(day);
  }

  #begin(installId: string): void {
    const details = { install: installId, public_key: this.publicKey };
    this.record({ action: 'audit_genesis', details });
  }

  /** The head keeps naming the former install until the new epoch is acknowledged. */
  async #beginEpoch(installId: string, { end, install }: Inspection): Promise<void> {
    const continues = { install: install ?? null, seq: end.seq, hash: end.hash };
    const details = { install: installId, public_key: this.publicKey, continues };
    this.record({ action: 'audit_genesis', details });
    await this.commit();
    this.#ledger.amendHead((head) => ({ ...head, install: installId }));
  }

  #noteRepair({ file, sizeBytes, keptAs }: TailRepair): void {
    const details = { file: file ?? null, size_bytes: sizeBytes, kept_as: keptAs };
    this.record({ action: 'audit_tail_repaired', details });
  }

  #noteBreak(reason: string): void {
    const entry = this.record({ action: 'audit_break_detected', result: 'failure', details: { reason } });
    const found = { reason: reason.slice(0, 200), seq: entry.seq };
    this.#ledger.amendHead((head) => ({ ...head, break: head.break ?? found }));
  }

  #announce(lines: readonly QueuedLine[]): void {
    const last = lines.at(-1);
    if (last) this.#acknowledged = { seq: last.seq, hash: last.hash };
    if (this.#listeners.size === 0) return;
    for (const line of lines) {
      const entry = parseEntry(line.bytes.subarray(0, -1));
      if (entry) for (const listener of this.#listeners) listener(entry);
    }
  }
}

/**
 * The head to go on from. Behind a break its `tail` is left open: the ledger takes the file as it stands, so
 * that nothing of what lies there is touched.
 */
function startingHead(found: Inspection, head: Head | undefined, installId: string): Head {
  const { end, adopted, brokenBecause } = found;
  if (head && adopted === 0 && brokenBecause === undefined) return head;
  return {
    install: found.install ?? installId,
    seq: end.seq,
    hash: end.hash,
    file: end.file,
    line_bytes: end.lineBytes,
    end_bytes: end.endBytes,
    tail: adopted > 0 ? { file: end.file, start_bytes: end.endBytes } : { file: '', start_bytes: 0 },
    ...(head?.break ? { break: head.break } : {}),
  };
}

function boundDetails(details: Readonly<Record<string, unknown>>): {
  readonly details: Readonly<Record<string, unknown>>;
  readonly json: string;
} {
  const json = JSON.stringify(details);
  if (json.length <= maxDetailsBytes / 4 || Buffer.byteLength(json) <= maxDetailsBytes)
    return { details, json };
  const bytes = Buffer.from(json);
  const digest = { omitted: 'too large', size_bytes: bytes.length, sha256: lineHash(bytes) };
  return { details: digest, json: JSON.stringify(digest) };
}

function foreignTrail(hasKey: boolean): EmployeeError {
  return new EmployeeError('integrity', {
    what: 'cannot continue the audit trail of this workspace',
    why: hasKey ? 'another key signed it' : 'the key that signed it is not on this machine',
    hint: 'Run `employee init` to continue it here under a new key',
  });
}

function closedTrail(): EmployeeError {
  return new EmployeeError('failed', {
    what: 'cannot record in the audit trail',
    why: 'it is closed',
    hint: 'Start the employee again',
  });
}

function tooLarge(action: string): EmployeeError {
  return new EmployeeError('invalid_input', {
    what: `cannot record ${action.slice(0, 100)}`,
    why: 'the entry is longer than 16 MiB',
    hint: 'Record a digest instead',
  });
}
