import { InvalidArgumentError } from 'commander';

/** Adds one `PATH=VALUE` to those given before. The value is JSON when it parses as such, else text. */
export function collectAssignments(
  text: string,
  given: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  const split = text.indexOf('=');
  if (split < 1) throw new InvalidArgumentError('Expected PATH=VALUE.');
  const entries = [...Object.entries(given ?? {}), [text.slice(0, split), parse(text.slice(split + 1))]];
  return Object.fromEntries(entries);
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
