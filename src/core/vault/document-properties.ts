import { z } from 'zod';
import { readYaml } from '../extraction/index.ts';
import { inertProperty } from './inert-text.ts';

/** Property names by which Obsidian or a plugin acts: styles, remote banners, publishing, link targets. */
const acting = /^(?:css|banner|cover|image|icon|publish|permalink|alias|template|position|obsidian)/;
const nameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,40}$/)
  .refine((name) => !acting.test(name));
const scalarSchema = z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()]);
const propertiesSchema = z.record(nameSchema, z.union([scalarSchema, z.array(scalarSchema).max(50)]));

/** A document taken apart, as inert lines. */
export interface SplitDocument {
  /** The property block with plain values only, or the unusable one as visible code. */
  readonly head: readonly string[];
  readonly body: readonly string[];
}

/** Takes untrusted properties off the top of a document and gives back inert ones. */
export function splitProperties(lines: readonly string[]): SplitDocument {
  if (lines[0]?.trimEnd() !== '---') return { head: [], body: lines };
  const closing = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (closing === -1) return { head: [], body: lines };
  const source = lines.slice(1, closing);
  const body = lines.slice(closing + 1);
  const reading = readYaml(source.join('\n'));
  const parsed = propertiesSchema.safeParse(reading.kind === 'read' ? (reading.value ?? {}) : undefined);
  if (!parsed.success) return { head: [], body: ['```yaml', ...source, '```', ...body] };
  const properties = Object.entries(parsed.data).flatMap(([name, value]) =>
    Array.isArray(value)
      ? [`${name}:`, ...value.map((item) => `  - ${scalar(item, name)}`)]
      : [`${name}: ${scalar(value, name)}`],
  );
  return { head: ['---', ...properties, '---'], body };
}

function scalar(value: z.infer<typeof scalarSchema>, name: string): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  if (/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?$/.test(value)) return value;
  if (name === 'tags') return inertProperty(value.replace(/[^\p{L}\p{N}_/-]+/gu, '-'), { maxLength: 60 });
  return inertProperty(value, { maxLength: 1_000 });
}
