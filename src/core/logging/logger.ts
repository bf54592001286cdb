/** From the least to the most severe. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;

/** How severe a line is. */
export type LogLevel = (typeof logLevels)[number];

/** What a line says beside its message. Values may come from untrusted input. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Says what happens; never throws and never waits. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
