import fs from 'node:fs';
import { join } from 'node:path';
import type { Clock, Timer } from '../clock/index.ts';
import { formatLine } from './format.ts';
import { LogFile } from './log-file.ts';
import { type LogFields, type Logger, type LogLevel, logLevels } from './logger.ts';
import type { Redactor } from './redactor.ts';

const flushAfterMs = 100;
const flushAtCharacters = 65_536;
const standardRotateAtBytes = 10_000_000;

export interface ServiceLogOptions {
  /** `logs/` of the workspace. */
  readonly folder: string;
  /** `orchestrator`, `watcher`. */
  readonly service: string;
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** Lines below it are not written; `info` by default. */
  readonly level?: LogLevel;
  /** Size at which a log moves to `archive/`; 10 MB by default. */
  readonly rotateAtBytes?: number;
}

/**
 * The log of one service. Lines reach the file within 100 ms or 64 KiB, at `close` and when the process exits. A disk
 * that refuses them costs lines, never the work: they are counted, and the count is logged once there is room again.
 */
export class ServiceLog implements Logger {
  readonly #options: ServiceLogOptions;
  readonly #all: BufferedLog;
  readonly #errors: BufferedLog;
  readonly #flushAtExit = () => this.flush();
  #level: LogLevel;
  #timer: Timer | undefined;
  #closed = false;

  constructor(options: ServiceLogOptions) {
    this.#options = options;
    this.#level = options.level ?? 'info';
    this.#all = new BufferedLog(options, `${options.service}_service.log`);
    this.#errors = new BufferedLog(options, `${options.service}_service_error.log`);
    process.once('exit', this.#flushAtExit);
  }

  /** Lines that never reached the disk. */
  get droppedLines(): number {
    return this.#all.droppedLines + this.#errors.droppedLines;
  }

  setLevel(level: LogLevel): void {
    this.#level = level;
  }

  debug(message: string, fields: LogFields = {}): void {
    this.#log('debug', message, fields);
  }

  info(message: string, fields: LogFields = {}): void {
    this.#log('info', message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#log('warn', message, fields);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#log('error', message, fields);
  }

  flush(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#all.flush();
    this.#errors.flush();
  }

  /** Flushes; lines logged later are written at once. */
  close(): void {
    this.#closed = true;
    this.flush();
    process.removeListener('exit', this.#flushAtExit);
  }

  #log(level: LogLevel, message: string, fields: LogFields): void {
    if (logLevels.indexOf(level) < logLevels.indexOf(this.#level)) return;
    const { clock, service, redactor } = this.#options;
    const line = `${formatLine({ epochMs: clock.now(), level, service, message, fields }, redactor)}\n`;
    this.#all.add(line);
    if (level === 'error') this.#errors.add(line);
    if (this.#closed || this.#all.size >= flushAtCharacters) this.flush();
    else this.#timer ??= clock.after(flushAfterMs, () => this.flush());
  }
}

class BufferedLog {
  readonly #options: ServiceLogOptions;
  readonly #file: LogFile;
  #lines: string[] = [];
  #size = 0;
  #dropped = 0;
  #unreported = 0;

  constructor(options: ServiceLogOptions, name: string) {
    this.#options = options;
    this.#file = new LogFile({
      path: join(options.folder, name),
      archiveFolder: join(options.folder, 'archive'),
      rotateAtBytes: options.rotateAtBytes ?? standardRotateAtBytes,
    });
  }

  get size(): number {
    return this.#size;
  }

  get droppedLines(): number {
    return this.#dropped;
  }

  add(line: string): void {
    this.#lines.push(line);
    this.#size += line.length;
  }

  flush(): void {
    if (this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    this.#size = 0;
    try {
      fs.mkdirSync(this.#options.folder, { recursive: true });
      this.#file.append(`${this.#gap()}${lines.join('')}`, this.#options.clock.now());
      this.#unreported = 0;
    } catch {
      // A log that cannot be written must not stop the work; the gap is reported in the log itself.
      this.#dropped += lines.length;
      this.#unreported += lines.length;
    }
  }

  #gap(): string {
    if (this.#unreported === 0) return '';
    const { clock, service, redactor } = this.#options;
    const fields = { dropped_lines: this.#unreported };
    const message = 'lines before this one could not be written';
    return `${formatLine({ epochMs: clock.now(), level: 'warn', service, message, fields }, redactor)}\n`;
  }
}
