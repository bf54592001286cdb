import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A workspace-like folder of which backups are measured. */
export interface DataSet {
  readonly name: 'A' | 'B' | 'many';
  readonly root: string;
  /** Top-level folders in it. */
  readonly folders: readonly string[];
  readonly files: number;
}

const notes = 20_000;
const auditDays = 50;
const auditDayBytes = 2 * 1024 * 1024;
const tinyFiles = 100_000;
const manyFiles = 200_000;
const poolBytes = 4 * 1024 * 1024;

/** 20,000 notes of 1 to 20 KB of text in nested folders, 50 audit days of 2 MB. */
export function dataSetA(): DataSet {
  const folders = ['obsidian_vault', 'audit_logs'];
  return made({ name: 'A', root: place('a'), folders, files: notes + auditDays }, (root) => {
    writeNotes(join(root, 'obsidian_vault'), new Noise(1));
    writeAuditDays(join(root, 'audit_logs'), new Noise(2));
  });
}

/** 100,000 finished tasks of less than 1 KB each. */
export function dataSetB(): DataSet {
  return tasks('B', tinyFiles);
}

/** 200,000 of them. */
export function manyTasks(): DataSet {
  return tasks('many', manyFiles);
}

function tasks(name: DataSet['name'], files: number): DataSet {
  return made({ name, root: place(name.toLowerCase()), folders: ['task_queue'], files }, (root) => {
    const folder = join(root, 'task_queue', 'completed');
    mkdirSync(folder, { recursive: true });
    const noise = new Noise(3);
    const text = new Text(noise);
    for (let index = 0; index < files; index += 1) writeTask(folder, index, noise, text);
  });
}

/** The same in every run, so that one that is there already is taken again. */
function place(name: string): string {
  return join(tmpdir(), `employee-bench-set-${name}-1`);
}

function made(set: DataSet, fill: (root: string) => void): DataSet {
  const mark = `${set.root}.complete`;
  if (!existsSync(mark)) {
    fill(set.root);
    writeFileSync(mark, '');
  }
  return set;
}

function writeNotes(root: string, noise: Noise): void {
  const text = new Text(noise);
  for (let index = 0; index < notes; index += 1) {
    const folder = join(
      root,
      `Area ${index % 12}`,
      `Project ${index % 180}`,
      ...(index % 3 ? [] : ['Notes']),
    );
    mkdirSync(folder, { recursive: true });
    // Most notes are short, some are long: 1 to 20 KB, 8 KB on average.
    const sizeBytes = 1_024 + Math.floor(noise.share() ** 1.7 * 19_000);
    const head = `---\ntitle: ${text.words(4)}\ncreated: 2026-0${1 + (index % 9)}-1${index % 10}\ntags: [note, ${text.words(1)}]\n---\n\n`;
    writeFileSync(
      join(folder, `${text.words(3)} ${index}.md`),
      head + text.paragraphs(sizeBytes - head.length),
    );
  }
}

function writeAuditDays(root: string, noise: Noise): void {
  mkdirSync(root, { recursive: true });
  const text = new Text(noise);
  let seq = 0;
  for (let day = 0; day < auditDays; day += 1) {
    const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    const lines: string[] = [];
    for (let bytes = 0; bytes < auditDayBytes; bytes += (lines.at(-1)?.length ?? 0) + 1) {
      seq += 1;
      lines.push(auditLine(seq, date, noise, text));
    }
    writeFileSync(join(root, `audit_${date}.jsonl`), `${lines.join('\n')}\n`);
  }
}

function auditLine(seq: number, date: string, noise: Noise, text: Text): string {
  return JSON.stringify({
    seq,
    timestamp: `${date}T${String(seq % 24).padStart(2, '0')}:${String(seq % 60).padStart(2, '0')}:00.${String(seq % 1000).padStart(3, '0')}Z`,
    action: ['task_created', 'task_claimed', 'local_reasoning', 'mcp_action_vault_create', 'task_completed'][
      seq % 5
    ],
    task_id: `${date.replaceAll('-', '')}T090000123Z-${text.words(1)}-${noise.hex(3)}`,
    result: 'success',
    details: { summary: text.words(12), file: `${text.words(2)}.md` },
    error: null,
    prev: noise.hex(32),
    signature: noise.bytes(64).toString('base64'),
  });
}

function writeTask(folder: string, index: number, noise: Noise, text: Text): void {
  const id = `20260207T${String(index).padStart(9, '0')}Z-${text.words(1)}-${noise.hex(3)}`;
  const task = {
    task_id: id,
    created_at: '2026-02-07T09:00:00.123Z',
    source: 'filesystem',
    type: 'note',
    priority: 'normal',
    context: {
      file_name: `${text.words(2)}.txt`,
      file_size_bytes: 100 + (index % 300),
      contents: text.words(30),
    },
    required_skills: [],
    status: 'completed',
    completed_at: '2026-02-07T09:00:01.123Z',
    result: { summary: text.words(15), sha256: noise.hex(32) },
  };
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(task, undefined, 1));
}

/** Text that packs like prose: words as often as in prose, sentences, paragraphs. */
class Text {
  readonly #noise: Noise;
  readonly #vocabulary: readonly string[];
  readonly #pool: string;

  constructor(noise: Noise) {
    this.#noise = noise;
    this.#vocabulary = Array.from({ length: 6_000 }, () => noise.word());
    const pieces: string[] = [];
    for (let bytes = 0; bytes < poolBytes; bytes += pieces.at(-1)?.length ?? 0) pieces.push(this.#sentence());
    this.#pool = pieces.join('');
  }

  words(count: number): string {
    return Array.from({ length: count }, () => this.#word()).join(' ');
  }

  paragraphs(sizeBytes: number): string {
    const start = Math.floor(this.#noise.share() * (this.#pool.length - sizeBytes));
    return this.#pool.slice(start, start + sizeBytes);
  }

  #sentence(): string {
    const text = this.words(6 + Math.floor(this.#noise.share() * 14));
    const end = this.#noise.share() < 0.2 ? '.\n\n' : '. ';
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${end}`;
  }

  /** Zipf: the rank of a word is spread evenly over its logarithm. */
  #word(): string {
    const rank = Math.floor(this.#vocabulary.length ** this.#noise.share());
    return this.#vocabulary[rank] ?? 'the';
  }
}

/** Numbers that look random and are the same every time (mulberry32). */
class Noise {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  bytes(count: number): Buffer {
    const seed = createHash('sha512').update(String(this.share())).digest();
    return seed.subarray(0, count);
  }

  hex(count: number): string {
    return this.bytes(count).toString('hex');
  }

  word(): string {
    const syllables = [
      'an',
      'be',
      'co',
      'de',
      'er',
      'fi',
      'ga',
      'in',
      'le',
      'mo',
      'ne',
      'on',
      're',
      'st',
      'ti',
      'us',
    ];
    const count = 1 + Math.floor(this.share() * 4);
    return Array.from({ length: count }, () => syllables[Math.floor(this.share() * 16)] ?? '').join('');
  }
}
