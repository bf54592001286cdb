import { styleText } from 'node:util';
import type { EmployeeError } from '../../shared/errors.ts';
import type { Terminal } from '../terminal.ts';
import { plain } from './text.ts';

/** The styles in use; colours follow the terminal's palette. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** What a command says: for a person, or as exactly one JSON document. */
export class Output {
  readonly json: boolean;
  readonly #terminal: Terminal;
  readonly #color: boolean;
  #documentWritten = false;

  constructor(terminal: Terminal, options: { readonly json: boolean; readonly color: boolean }) {
    this.#terminal = terminal;
    this.json = options.json;
    this.#color = options.color && !terminal.environment.NO_COLOR && terminal.environment.TERM !== 'dumb';
  }

  /** Columns a line may take; what is no terminal gets lines of any length. */
  get width(): number {
    const { stdout } = this.#terminal;
    return stdout.isTerminal ? Math.max(40, stdout.columns) : Number.POSITIVE_INFINITY;
  }

  /** The result of a command: `document` with `--json`, else the lines. */
  result(document: unknown, lines: () => readonly string[]): void {
    if (this.json) this.#writeDocument(document);
    else for (const line of lines()) this.line(line);
  }

  /** A line on stdout for a person; on stderr with `--json`. */
  line(text: string): void {
    const { stdout, stderr } = this.#terminal;
    (this.json ? stderr : stdout).write(`${text}\n`);
  }

  /** A line beside the result: on stderr. */
  note(text: string): void {
    this.#terminal.stderr.write(`${text}\n`);
  }

  /** `employee: <what failed>: <why>. <what to do>`, and with `--json` the error as the document. */
  error(error: EmployeeError): void {
    const text = plain(`employee: ${error.what}: ${error.why}. ${error.hint}`);
    this.note(/[.!?]$/.test(text) ? text : `${text}.`);
    if (!this.json || this.#documentWritten) return;
    const message = `${error.what}: ${error.why}`;
    this.#writeDocument({ error: { code: error.code, message, hint: error.hint } });
  }

  /** The text in a style when stdout is a terminal that shows colours, else as it is. */
  style(style: Style, text: string): string {
    if (!this.#color || !this.#terminal.stdout.isTerminal) return text;
    return styleText(style, text, { validateStream: false });
  }

  #writeDocument(document: unknown): void {
    this.#documentWritten = true;
    this.#terminal.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
}
