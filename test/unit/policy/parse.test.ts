import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePolicy, parsePolicy, parsePolicyBlock } from '../../../src/core/policy/index.ts';

const block = (source: string) => `# Handbook\n\n\`\`\`yaml policy\n${source}\n\`\`\`\n`;
const problemOf = (handbook: string) => {
  const parse = parsePolicy(handbook);
  return parse.kind === 'valid' ? 'valid' : `${parse.kind}: ${parse.problem}`;
};

describe('the policy block', () => {
  it('is read from its fence, in any line ending', () => {
    for (const handbook of [
      block('version: 1'),
      block('version: 1').replaceAll('\n', '\r\n'),
      '~~~yaml policy\nversion: 1\n~~~',
    ]) {
      expect(parsePolicy(handbook).kind).toBe('valid');
    }
  });

  it('is missing when there is none, or only an example inside another fence', () => {
    expect(problemOf('# Handbook')).toMatch(/^missing/);
    expect(problemOf('```yaml\nversion: 1\n```')).toMatch(/^missing/);
    expect(problemOf(`\`\`\`\`markdown\n${block('version: 1')}\`\`\`\``)).toMatch(/^missing/);
  });

  it('is refused when it stands there twice', () => {
    expect(problemOf(block('version: 1') + block('version: 1'))).toBe(
      'duplicate: Company_Handbook.md has 2 blocks "yaml policy", expected one',
    );
  });

  it('is refused when its fence never closes', () => {
    expect(problemOf('```yaml policy\nversion: 1')).toMatch(/^invalid.*closing fence/);
  });

  it.each([
    ['version: 2', 'version: expected 1, got 2'],
    ['version: 1\ntolls: []', 'policy: expected no member tolls'],
    [
      'version: 1\nclasses: [{ id: a, classes: [hr], effect: maybe }]',
      'classes.0.effect: expected "allow" or "ask" or "forbid", got "maybe"',
    ],
    [
      'version: 1\namounts: [{ id: a, thresholds: { USD: { ask_from: "100" } } }]',
      'amounts.0.thresholds.USD.ask_from: expected number, got "100"',
    ],
    [
      'version: 1\namounts: [{ id: a, thresholds: { USD: { ask_from: 9, forbid_from: 5 } } }]',
      'expected ask_from to be at most forbid_from',
    ],
    ['version: 1\namounts: [{ id: a, thresholds: { USD: {} } }]', 'expected ask_from, forbid_from or both'],
    [
      'version: 1\namounts: [{ id: a, thresholds: { dollars: { ask_from: 1 } } }]',
      'expected a currency code such as USD',
    ],
    [
      'version: 1\namounts: [{ id: a, thresholds: { USD: { ask_from: -1 } } }]',
      'expected at least 0, got -1',
    ],
    [
      'version: 1\nkeywords: [{ id: a, words: [], effect: ask }]',
      'keywords.0.words: expected at least 1, got an empty list',
    ],
    ['version: 1\ntools: [{ id: a, tools: ["everything"], effect: allow }]', 'expected server.tool'],
    [
      'version: 1\nclasses: [{ id: a, classes: [x], effect: ask }]\nkeywords: [{ id: a, words: [x], effect: ask }]',
      'got a second a',
    ],
    ['- a', 'policy: expected object, got a list'],
    ['', 'policy: expected object'],
    ['version: 1\nversion: 1', 'unique'],
    ['a: &x 1\nversion: *x', 'lias'],
  ])('%j is refused and says why', (source, problem) => {
    expect(problemOf(block(source))).toMatch(/^invalid: /);
    expect(problemOf(block(source))).toContain(problem);
  });

  it('has a digest over the rules, not over comments and order', () => {
    const digest = (source: string) => {
      const parse = parsePolicyBlock(source);
      return parse.kind === 'valid' ? parse.digest : parse.problem;
    };
    expect(digest('version: 1\ntools: []')).toBe(digest('# mine\ntools: []\nversion: 1'));
    expect(digest('version: 1')).not.toBe(
      digest('version: 1\nkeywords: [{ id: a, words: [x], effect: ask }]'),
    );
    expect(digest('version: 1')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('can be kept as text and read again', () => {
    const parse = parsePolicy(block('version: 1\n# kept\nkeywords: [{ id: a, words: [x], effect: ask }]'));
    expect(parse.kind === 'valid' && parsePolicyBlock(parse.source)).toEqual(parse);
  });

  it('never throws, whatever the handbook holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (before, source) => {
        expect(() => parsePolicy(`${before}\n${block(source)}`)).not.toThrow();
        expect(describePolicy(parsePolicyBlock(source)).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
