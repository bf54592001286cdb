import { parseDocument } from 'yaml';

/** A document, or why it is none. */
export type YamlReading =
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'unreadable'; readonly problem: string };

const maxLength = 64 * 1024;

/**
 * YAML that people write into their notes, read without surprises.
 *
 * YAML 1.2 core only: no aliases (they can blow up), no merge keys, no custom tags, no repeated keys, no second
 * document, keys are strings, at most 64 KiB. Never throws.
 */
export function readYaml(source: string): YamlReading {
  if (source.length > maxLength) return { kind: 'unreadable', problem: 'longer than 64 KiB' };
  try {
    const document = parseDocument(source, {
      version: '1.2',
      schema: 'core',
      strict: true,
      uniqueKeys: true,
      stringKeys: true,
      merge: false,
      prettyErrors: true,
    });
    const fault = document.errors[0] ?? document.warnings[0];
    if (fault) return { kind: 'unreadable', problem: firstLine(fault.message) };
    return { kind: 'read', value: document.toJS({ maxAliasCount: 0 }) };
  } catch (error) {
    return { kind: 'unreadable', problem: error instanceof Error ? firstLine(error.message) : 'not YAML' };
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/:$/, '');
}
