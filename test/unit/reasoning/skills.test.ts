import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extraction/index.ts';
import { checklistFor, parseSkill, triggersOf } from '../../../src/core/reasoning/index.ts';

const folder = new URL('../../../obsidian_vault/agent_skills/', import.meta.url);
const shipped = readdirSync(folder).map((file) =>
  parseSkill(readFileSync(new URL(file, folder), 'utf8'), `agent_skills/${file}`),
);

describe('a skill', () => {
  it('is read from its properties', () => {
    const skill = parseSkill(
      '---\nname: finance\ndescription: pays\ntypes: [invoice, payment]\ntriggers:\n  - Beleg\n---\n# Body',
      'agent_skills/finance_skills.md',
    );
    expect(skill).toEqual({
      name: 'finance',
      description: 'pays',
      types: ['invoice', 'payment'],
      triggers: ['Beleg'],
      body: '# Body',
      path: 'agent_skills/finance_skills.md',
    });
  });

  it('takes lists as one line, and Windows line ends and a BOM', () => {
    const skill = parseSkill(
      '\uFEFF---\r\ntypes: a, b\r\ntriggers: x\r\n---\r\nbody',
      'agent_skills/a/SKILL.md',
    );
    expect(skill).toMatchObject({ name: 'a', types: ['a', 'b'], triggers: ['x'], body: 'body' });
  });

  it('without properties has no triggers and no problem', () => {
    expect(parseSkill('# Just text', 'agent_skills/x_skills.md')).toEqual({
      name: 'x_skills',
      description: '',
      types: [],
      triggers: [],
      body: '# Just text',
      path: 'agent_skills/x_skills.md',
    });
  });

  it.each([
    '---\nname: [\n---\n',
    '---\nname: x',
    '---\ntypes: {a: b}\n---\n',
    '---\na: &x 1\nb: *x\n---\n',
    '---\n- a\n---\n',
  ])('%j has a problem and no triggers', (text) => {
    const skill = parseSkill(text, 'agent_skills/x.md');
    expect(skill.problem).toEqual(expect.any(String));
    expect(skill.triggers).toEqual([]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, path) => {
        expect(() =>
          triggersOf([parseSkill(text, path), parseSkill(`---\n${text}\n---\n`, path)]),
        ).not.toThrow();
      }),
    );
  });

  it('gives each trigger to the class it names, the class that knows it, or the main class', () => {
    const skill = parseSkill(
      '---\ntypes: [invoice, payment]\ntriggers: ["payment: Beleg", transfer, Quittung]\n---\n',
      'a.md',
    );
    expect(triggersOf([skill])).toEqual([
      { type: 'payment', triggers: ['Beleg'] },
      { type: 'payment', triggers: ['transfer'] },
      { type: 'invoice', triggers: ['Quittung'] },
    ]);
  });
});

describe('the shipped skills', () => {
  it('are readable, described, and cover every class', () => {
    expect(shipped.map((skill) => skill.name).sort()).toEqual([
      'approval',
      'email',
      'finance',
      'planning',
      'social',
    ]);
    for (const skill of shipped) {
      expect(skill.problem).toBeUndefined();
      expect(skill.description.length).toBeGreaterThan(20);
      expect(skill.triggers.length).toBeGreaterThan(3);
    }
    const types = new Set(shipped.flatMap((skill) => skill.types));
    for (const type of [
      'payment',
      'invoice',
      'meeting',
      'email',
      'report_request',
      'social_post',
      'support',
      'health_check',
      'contract',
      'legal',
      'hr',
      'deletion',
      'other',
    ]) {
      expect(types).toContain(type);
    }
  });

  it('do not change what the everyday drops are', () => {
    const triggers = triggersOf(shipped);
    const type = (text: string) => extractFacts({ text, fileName: 'x.txt', triggers, now: 0 }).type;
    expect(type('Transfer $5,000 to vendor ACME')).toBe('payment');
    expect(type('Process invoice #12345 for  from Acme Corp')).toBe('invoice');
    expect(type('Schedule meeting with John next Tuesday')).toBe('meeting');
    expect(type('Analyze Q1 sales data and identify top 3 improvement opportunities')).toBe('report_request');
    expect(type('System health check')).toBe('health_check');
  });

  it('bring their own checklist, filled with what was read', () => {
    const facts = extractFacts({
      text: 'Transfer $5,000 to vendor ACME for PO 4711',
      fileName: 'x.txt',
      triggers: [],
      now: 0,
    });
    expect(checklistFor(facts, shipped)).toEqual([
      'Confirm that ACME is in our records and the account is theirs',
      'Check 5,000.00 USD against the order or contract',
      'Make the payment by the date (none given)',
      'File the confirmation under PO 4711',
    ]);
  });
});

describe('a checklist', () => {
  const payment = extractFacts({
    text: 'Pay $5 to [[Evil]] `= this` <b>',
    fileName: '',
    triggers: [],
    now: 0,
  });

  it('has built-in steps for every class without a skill', () => {
    expect(checklistFor(payment)[1]).toBe('Check 5.00 USD against the invoice or agreement');
    expect(checklistFor({ ...payment, type: 'never heard of' }).length).toBeGreaterThan(0);
  });

  it('takes the section of its class before the general one', () => {
    const skill = parseSkill(
      '---\ntypes: [payment]\n---\n## Checklist\n- [ ] general\n## Checklist: payment, invoice\n- [x] named {amount}\n# Else\n- [ ] not mine',
      'a.md',
    );
    expect(checklistFor(payment, [skill])).toEqual(['named 5.00 USD']);
    expect(checklistFor(payment, [{ ...skill, body: '## Checklist\n- [ ] general' }])).toEqual(['general']);
    expect(checklistFor(payment, [{ ...skill, body: 'none' }])).toEqual(checklistFor(payment));
  });
});
