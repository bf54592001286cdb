import { inspect } from 'node:util';
import type { SettingProblem } from './problem.ts';

/** Values that are never written to a file of the workspace, a log or an error. */
export const secretNames = ['OPENAI_API_KEY', 'SMTP_PASSWORD', 'AUDIT_SIGNING_KEY'] as const;

/** The name of a secret, as its environment variable is called. */
export type SecretName = (typeof secretNames)[number];

/** Whether a text names a secret. */
export function isSecretName(name: string): name is SecretName {
  return secretNames.some((secret) => secret === name);
}

type SecretSource = 'environment' | '.env' | 'store';
type Variables = Readonly<Record<string, string | undefined>>;

const hidden = '[secret]';
/** What sample files carry in place of a key. */
const placeholder = /^<.*>$|^(?:sk-)?your[-_ ]|change[-_ ]?me$|^x{3,}$/i;

/** Secrets by name. Printing, inspecting or serialising it shows none. */
export class Secrets {
  readonly problems: readonly SettingProblem[];
  readonly #values = new Map<SecretName, { readonly value: string; readonly source: SecretSource }>();

  /** `stored` gives what a person entered, for the names that neither variables nor `.env` have. */
  constructor(
    environment: Variables,
    dotenv: Variables,
    stored: (name: SecretName) => string | undefined = () => undefined,
  ) {
    const problems: SettingProblem[] = [];
    for (const name of secretNames) {
      const variable = environment[name]?.trim() || dotenv[name]?.trim();
      const value = variable || stored(name);
      if (!value) continue;
      if (!variable) {
        this.#values.set(name, { value, source: 'store' });
        continue;
      }
      const source = environment[name]?.trim() ? 'environment' : '.env';
      // The original system really signed with its sample value.
      if (name === 'AUDIT_SIGNING_KEY' || !placeholder.test(value)) this.#values.set(name, { value, source });
      else {
        const got = 'the placeholder of a sample file';
        problems.push({ variable: name, source, expected: 'a real value', got, usedDefault: undefined });
      }
    }
    this.problems = problems;
  }

  get(name: SecretName): string | undefined {
    return this.#values.get(name)?.value;
  }

  /** Where a secret came from; `undefined` when it is not set. */
  sourceOf(name: SecretName): SecretSource | undefined {
    return this.#values.get(name)?.source;
  }

  /** For the redactor only. */
  values(): string[] {
    return [...this.#values.values()].map(({ value }) => value);
  }

  toJSON(): string {
    return hidden;
  }

  toString(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
