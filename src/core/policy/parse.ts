import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { z } from 'zod';
import { readYaml } from '../extraction/index.ts';
import { type Policy, policySchema } from './schema.ts';

/** The handbook's policy, or why there is none that counts. */
export type PolicyParse =
  | {
      readonly kind: 'valid';
      readonly policy: Policy;
      /** Hex SHA-256 over the rules, not the wording: comments and order of members do not change it. */
      readonly digest: string;
      /** The block's text, to be kept as the confirmed policy and parsed again with `parsePolicyBlock`. */
      readonly source: string;
    }
  | { readonly kind: 'invalid' | 'missing' | 'duplicate'; readonly problem: string };

/** Reads the fenced `yaml policy` block of Company_Handbook.md. Never throws. */
export function parsePolicy(handbook: string): PolicyParse {
  const blocks = policyBlocks(handbook);
  const [block, second] = blocks;
  if (block === undefined)
    return { kind: 'missing', problem: 'Company_Handbook.md has no fenced block "yaml policy"' };
  if (second !== undefined) {
    return {
      kind: 'duplicate',
      problem: `Company_Handbook.md has ${blocks.length} blocks "yaml policy", expected one`,
    };
  }
  if (!block.closed) return { kind: 'invalid', problem: 'the block "yaml policy" has no closing fence' };
  return parsePolicyBlock(block.source);
}

/** Reads the text inside the fences. Never throws. */
export function parsePolicyBlock(source: string): PolicyParse {
  const reading = readYaml(source);
  if (reading.kind === 'unreadable') return { kind: 'invalid', problem: `policy: ${reading.problem}` };
  const parsed = policySchema.safeParse(reading.value);
  if (!parsed.success)
    return { kind: 'invalid', problem: describeIssues(parsed.error.issues, reading.value) };
  return { kind: 'valid', policy: parsed.data, digest: digestOf(parsed.data), source };
}

function digestOf(policy: Policy): string {
  return createHash('sha256')
    .update(canonicalize(policy) ?? '')
    .digest('hex');
}

interface Block {
  readonly source: string;
  readonly closed: boolean;
}

/** Fenced blocks as CommonMark defines them; one that stands inside another block is an example, not the policy. */
function policyBlocks(handbook: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; isPolicy: boolean; lines: string[] } | undefined;
  for (const line of handbook.split(/\r\n|\n|\r/)) {
    const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    const marks = fence?.[1] ?? '';
    const info = (fence?.[2] ?? '').trim();
    if (open === undefined) {
      if (marks === '' || (marks.startsWith('`') && info.includes('`'))) continue;
      open = { fence: marks, isPolicy: /^ya?ml[ \t]+policy$/i.test(info), lines: [] };
    } else if (marks.startsWith(open.fence) && info === '') {
      if (open.isPolicy) blocks.push({ source: open.lines.join('\n'), closed: true });
      open = undefined;
    } else open.lines.push(line);
  }
  if (open?.isPolicy) blocks.push({ source: open.lines.join('\n'), closed: false });
  return blocks;
}

/** `amounts.0.thresholds.USD.ask_from: expected number, got "100"` */
function describeIssues(issues: readonly z.core.$ZodIssue[], value: unknown): string {
  const shown = issues.slice(0, 5).map((issue) => {
    const where = issue.path.length === 0 ? 'policy' : issue.path.map(String).join('.');
    return `${where}: ${expectation(issue)}, got ${describeValue(valueAt(value, issue.path))}`;
  });
  if (issues.length > shown.length) shown.push(`and ${issues.length - shown.length} more`);
  return shown.join('; ');
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value')
    return `expected ${issue.values.map((allowed) => JSON.stringify(allowed)).join(' or ')}`;
  if (issue.code === 'unrecognized_keys') return `expected no member ${issue.keys.join(', ')}`;
  if (issue.code === 'too_small') return `expected at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `expected at most ${issue.maximum}`;
  if (issue.code === 'invalid_key') return 'expected a currency code such as USD';
  return issue.message;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}

function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null)
    return `an object with ${Object.keys(value).slice(0, 8).join(', ') || 'no members'}`;
  return JSON.stringify(value).slice(0, 80);
}
