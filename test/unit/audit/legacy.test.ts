import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultLegacyKey, verifyLegacyLine } from '../../../src/core/audit/legacy.ts';

const sample = readFileSync(join(import.meta.dirname, '../../fixtures/legacy/audit_2026-02-05.jsonl'));

function verdict(text: string): ReturnType<typeof verifyLegacyLine> {
  return verifyLegacyLine(Buffer.from(text), defaultLegacyKey);
}

/** `canonical` is what Python prints for the entry; `members` how it stands in the line. */
function signed(canonical: string, members: string): string {
  const signature = createHash('sha256')
    .update(canonical + defaultLegacyKey)
    .digest('hex');
  return `{${members}, "signature": "${signature}"}`;
}

describe('an entry of the original system', () => {
  it('verifies by its own rule: all lines of the sample', () => {
    const lines = sample.toString('utf8').trimEnd().split('\n');
    expect(lines.map(verdict)).toEqual(Array.from({ length: 33 }, () => 'valid'));
    expect(lines.map((line) => verdict(line.replace('"error": null', '"error": 1')))).not.toContain('valid');
  });

  it('keeps number tokens as they are written', () => {
    const numbers = '[1.0, 1e-07, -0.0, 12345678901234567890, NaN, -Infinity]';
    expect(verdict(signed(`{"action": "a", "n": ${numbers}}`, `"n": ${numbers}, "action": "a"`))).toBe(
      'valid',
    );
    expect(verdict(signed('{"action": "a", "n": 1}', '"n": 1.0, "action": "a"'))).toBe('invalid');
  });

  it('spells text, nesting and the order of names as Python does', () => {
    const canonical = '{"action": "ü\\n\\u0001\\"/", "z": {"": [], "A": {}, "\uFFFD": true, "😀": null}}';
    const members = '"z": {"😀":null,"\uFFFD":true,"A":{ },"":[ ]},"action":"\\u00fc\\n\\u0001\\"\\/"';
    expect(verdict(signed(canonical, members))).toBe('valid');
  });

  it.each([
    '',
    'x',
    '[]',
    '{}',
    '{"action": "a"}',
    '{"action": "a", "signature": "b"} x',
    '{"a": }',
    '{"seq": 1, "action": "a", "signature": "b"}',
  ])('is nothing else: %s', (text) => {
    expect(verdict(text)).toBeUndefined();
  });

  it('is not one when nested without end', () => {
    expect(verdict(`{"action": ${'['.repeat(1_000_000)}`)).toBeUndefined();
  });
});
