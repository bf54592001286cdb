import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/core/extraction/index.ts';
import {
  describePolicy,
  type Effect,
  evaluatePolicy,
  type PolicyInput,
  type PolicyParse,
  parsePolicy,
  parsePolicyBlock,
  stricterOf,
  testPolicy,
  type Verdict,
} from '../../../src/core/policy/index.ts';
import type { PlannedAction } from '../../../src/shared/plan.ts';

const shipped = parsePolicy(
  readFileSync(new URL('../../../obsidian_vault/Company_Handbook.md', import.meta.url), 'utf8'),
);

function input(text: string, changes: Partial<PolicyInput> = {}): PolicyInput {
  return {
    facts: extractFacts({ text, fileName: 'drop.txt', triggers: [], now: 0 }),
    text,
    textComplete: true,
    actions: [],
    toolRisk: (action) => (action.server === 'vault' ? 'builtin_vault' : 'external'),
    planRequiresApproval: false,
    ...changes,
  };
}

function judge(text: string, changes: Partial<PolicyInput> = {}, parse: PolicyParse = shipped): Verdict {
  return evaluatePolicy(parse, input(text, changes));
}

function action(server: string, tool: string, args: Record<string, unknown> = {}): PlannedAction {
  return { server, tool, arguments: args, description: '' };
}

const note = (path: string, content = 'text') => action('vault', 'create_note', { path, content });
const rules = (verdict: Verdict, effect: Effect) =>
  verdict.reasons.filter((reason) => reason.effect === effect).map((reason) => reason.rule);
const policyOf = (source: string) => {
  const parse = parsePolicyBlock(`version: 1\n${source}`);
  expect(parse.kind).toBe('valid');
  return parse;
};

describe('the shipped policy', () => {
  it('is valid', () => expect(shipped.kind).toBe('valid'));

  it.each<readonly [string, Effect]>([
    ['Transfer $5,000 to vendor ACME', 'ask'],
    ['Pay $100 to ACME', 'ask'],
    ['Pay $100.00 to ACME', 'ask'],
    ['Pay $99.99 to ACME', 'allow'],
    ['Pay $49,999.99 to ACME', 'ask'],
    ['Pay $50,000 to ACME', 'forbid'],
    ['Pay 1 million dollars to ACME', 'forbid'],
    ['Pay ACME', 'ask'],
    ['Process invoice #12345 for  from Acme Corp', 'ask'],
    ['Invoice of $20 from Acme Corp', 'allow'],
    ['Pay CHF 1 to ACME', 'ask'],
    ['Pay ₹500 to Ravi', 'allow'],
    ['Pay ₹8,000 to Ravi', 'ask'],
    ['Pay Rs 500', 'allow'],
    ['Pay PKR 2 crore', 'forbid'],
    ['Pay € 89', 'allow'],
    ['Pay € 90', 'ask'],
    ['Pay £75', 'ask'],
    ['Review the contract with Globex', 'ask'],
    ['Our lawyer called', 'ask'],
    ['Raise the salary of Ali', 'ask'],
    ['Delete old backups', 'ask'],
    ['Schedule meeting with John next Tuesday', 'allow'],
    ['Analyze Q1 sales data and identify top 3 improvement opportunities', 'allow'],
    ['Report: revenue was $1.2m', 'allow'],
    ['System health check', 'allow'],
    ['Reply to the email of Maria', 'allow'],
    ['p\u200bay ACME ＄９０００', 'ask'],
    ['احمد کو ۵۰۰۰ روپے ادا کریں', 'allow'],
    ['احمد کو ۵ لاکھ روپے ادا کریں', 'ask'],
    ['Pay $80 to ACME and $80 to Globex', 'ask'],
    ['Pay $80 to ACME, and $30 as a payment to Globex', 'ask'],
    ['Pay $40 to ACME and $40 to Globex', 'allow'],
    ['Pay $80 to ACME and € 80 to Globex', 'allow'],
    ['Invoice of Acme\nPaper $30\nInk $30\nSubtotal: $60\nTax $6\nTotal due: $66', 'allow'],
    ['Invoice of Acme\nPaper $60\nTotal (incl. tax): $60', 'allow'],
    ['Rechnung\nPapier 60 €\nGesamtbetrag: 60 €', 'allow'],
    ['Two invoices of Acme. Total: $60\nTotal: $60', 'ask'],
    ['Invoice of Acme\nServers $30,000\nTotal $30,000', 'ask'],
    ['Pay $30,000 to ACME and $30,000 to Globex', 'ask'],
    ['Meeting. Email. Report. And pay $60,000 to ACME.', 'forbid'],
  ])('%j: %s', (text, effect) => {
    expect(judge(text).effect).toBe(effect);
  });

  it('names the rule and the figures', () => {
    expect(judge('Transfer $5,000 to vendor ACME')).toMatchObject({
      effect: 'ask',
      reasons: [{ rule: 'money', effect: 'ask', text: '5,000.00 USD is at or above 100.00 USD' }],
      approvalType: 'financial',
      urgency: 'normal',
      degraded: false,
    });
  });

  it('allows notes in the five folders and asks for every other tool', () => {
    expect(judge('hello', { actions: [note('Drafts/a.md')] }).effect).toBe('allow');
    expect(
      judge('hello', { actions: [action('vault', 'append_note', { path: 'Notes/a.md', content: 'x' })] })
        .effect,
    ).toBe('allow');
    for (const other of [
      action('vault', 'delete_note', { path: 'Notes/a.md' }),
      action('mail', 'send', { to: 'a@b.example' }),
      action('web', 'search'),
    ]) {
      expect(judge('hello', { actions: [note('Drafts/a.md'), other] }).effect).toBe('ask');
      expect(
        judge('hello', { actions: [other], toolRisk: (a) => (a.server === 'web' ? 'read_only' : 'external') })
          .effect,
      ).toBe('ask');
    }
  });

  it('does not let another server pass as the vault', () => {
    const verdict = judge('hello', { actions: [note('Drafts/a.md')], toolRisk: () => 'external' });
    expect(verdict.effect).toBe('ask');
  });

  it.each([
    'Company_Handbook.md',
    '../task_queue/inbox/a.md',
    'agent_skills/x.md',
    'Tasks/../Dashboard.md',
    'tasks/a.md',
  ])('forbids a note at %s', (path) =>
    expect(judge('hello', { actions: [note(path)] }).effect).toBe('forbid'),
  );

  it('asks for a text that was not read to its end', () => {
    expect(rules(judge('hello', { textComplete: false }), 'ask')).toEqual(['text-incomplete']);
  });

  it('lets the plan raise to ask, never lower', () => {
    expect(judge('hello', { planRequiresApproval: true })).toMatchObject({ effect: 'ask', urgency: 'low' });
    expect(judge('Pay $50,000', { planRequiresApproval: true }).effect).toBe('forbid');
  });

  it('finds an amount that the plan puts into its arguments', () => {
    expect(judge('Pay $20 to ACME', { actions: [note('Drafts/a.md', 'Amount: $60,000')] }).effect).toBe(
      'forbid',
    );
    expect(
      judge('hello', { actions: [action('bank', 'transfer', { amount: 60_000, currency: 'USD' })] }).effect,
    ).toBe('forbid');
    expect(judge('hello', { actions: [action('bank', 'x', { nested: [{ deep: '$60,000' }] })] }).effect).toBe(
      'forbid',
    );
  });

  it('knows a hurry', () => expect(judge('URGENT: pay $500').urgency).toBe('high'));

  it('is told in words', () => {
    const lines = describePolicy(shipped);
    expect(lines).toContain('money: payment, invoice, USD → ask from 100, forbid from 50000');
    expect(lines).toContain('vault-notes: vault.create_note, vault.append_note → allow');
    const test = testPolicy(shipped, {
      text: 'Pay $500 to ACME',
      fileName: 'x.txt',
      textComplete: true,
      triggers: [],
      now: 0,
    });
    expect(test.lines).toContain('Decision: ask');
    expect(test.lines).toContain('  ask by money: 500.00 USD is at or above 100.00 USD');
  });
});

describe('without a usable policy', () => {
  it.each<readonly [string, string]>([
    ['missing', '# nothing'],
    ['invalid', '```yaml policy\nversion: 9\n```'],
    ['duplicate', '```yaml policy\nversion: 1\n```\n```yaml policy\nversion: 1\n```'],
  ])('%s: everything asks', (kind, handbook) => {
    const parse = parsePolicy(handbook);
    const verdict = judge('hello', { actions: [note('Drafts/a.md')] }, parse);
    expect(verdict).toMatchObject({ effect: 'ask', degraded: true });
    expect(verdict.reasons[0]?.rule).toBe(`policy-${kind}`);
    expect(judge('System health check', {}, parse).effect).toBe('ask');
  });

  it('what is always forbidden stays forbidden', () => {
    expect(judge('x', { actions: [note('Company_Handbook.md')] }, parsePolicy('')).effect).toBe('forbid');
  });
});

describe('own rules', () => {
  it('match keywords as whole words, in text and arguments', () => {
    const parse = policyOf(
      'keywords: [{ id: secrets, words: [api key], effect: forbid }]\ntools: [{ id: t, tools: ["*.*"], effect: allow }]',
    );
    expect(rules(judge('send the API-Key', {}, parse), 'forbid')).toEqual(['secrets']);
    expect(
      judge('hi', { actions: [action('mail', 'send', { body: 'the api\u200b key' })] }, parse).effect,
    ).toBe('forbid');
    expect(judge('apikeys', {}, parse).effect).toBe('allow');
  });

  it.each([
    ['evil@rival.example', true],
    ['x@mail.rival.example', true],
    ['x@notrival.example', false],
    ['Globex', true],
    ['see rival.example', true],
    ['Globexian', false],
  ])('stop at the recipient %j: %s', (text, stops) => {
    const parse = policyOf(
      'recipients: [{ id: rival, recipients: [rival.example, Globex], effect: forbid }]',
    );
    expect(judge(`write to ${text}`, {}, parse).effect).toBe(stops ? 'forbid' : 'allow');
    expect(judge('hi', { actions: [note('Notes/a.md', text)] }, parse).effect).toBe(stops ? 'forbid' : 'ask');
  });

  it('match addresses with a star', () => {
    const parse = policyOf('recipients: [{ id: r, recipients: ["*@RIVAL.example"], effect: ask }]');
    expect(judge('to a@rival.example', {}, parse).effect).toBe('ask');
    expect(judge('to a@rival.example.org', {}, parse).effect).toBe('allow');
  });

  it('the strictest of several rules wins, whatever their order', () => {
    const parse = policyOf(
      'tools: [{ id: all, tools: ["mail.*"], effect: allow }, { id: no, tools: ["MAIL.send_all"], effect: forbid }, { id: hm, tools: ["*.send*"], effect: ask }]',
    );
    const verdict = judge('hi', { actions: [action('mail', 'send_all')] }, parse);
    expect(verdict.effect).toBe('forbid');
    expect(verdict.reasons.map((reason) => reason.rule)).toEqual(['no', 'hm', 'all']);
    expect(judge('hi', { actions: [action('mail', 'read')] }, parse).effect).toBe('allow');
    expect(judge('hi', { actions: [action('mail', 'send')] }, parse).effect).toBe('ask');
  });

  it('an allowing rule covers only the exact spelling', () => {
    const parse = policyOf('tools: [{ id: a, tools: ["mail.send"], effect: allow }]');
    expect(judge('hi', { actions: [action('mail', 'send')] }, parse).effect).toBe('allow');
    expect(judge('hi', { actions: [action('Mail', 'send')] }, parse).effect).toBe('ask');
    expect(judge('hi', { actions: [action('mail', 'send2')] }, parse).effect).toBe('ask');
  });

  it('a rule for every task does not ask where no money is named', () => {
    const parse = policyOf('amounts: [{ id: all, thresholds: { USD: { ask_from: 10 } } }]');
    expect(judge('hello', {}, parse).effect).toBe('allow');
    expect(judge('it costs $10', {}, parse).effect).toBe('ask');
  });

  it('no allowing rule opens the workspace to another server', () => {
    const parse = policyOf('tools: [{ id: files, tools: ["files.*"], effect: allow }]');
    const roots = ['/home/u/PersonalAIEmployee', 'C:\\Users\\u\\PersonalAIEmployee'];
    const write = (path: string) =>
      judge('hi', { actions: [action('files', 'write', { path })], workspaceRoots: roots }, parse).effect;
    for (const path of [
      '/home/u/PersonalAIEmployee/obsidian_vault/Company_Handbook.md',
      '/home/u/x/../personalaiemployee/mcp.json',
      'c:/users/u/PersonalAIEmployee/.env',
      'C:\\Users\\u\\PersonalAIEmployee\\task_queue\\inbox\\a.json',
      'file:///home/u/PersonalAIEmployee/.employee/settings.json',
      'task_queue/approvals/x.json.approved',
      '../.employee/lock',
      '/home/u/PersonalAIEmployee',
      '/home/u/%50ersonalAIEmployee/.env',
      'obsidian_vault/Tasks/../agent_skills/a.md',
      './.obsidian',
    ]) {
      expect(write(path), path).toBe('forbid');
    }
    for (const path of [
      '/home/u/other/file.txt',
      'report.md',
      '/home/u/PersonalAIEmployee/obsidian_vault/Notes/a.md',
      'about the task_queue folder',
    ]) {
      expect(write(path), path).toBe('allow');
    }
  });
});

describe('verdicts', () => {
  const order: readonly Effect[] = ['allow', 'ask', 'forbid'];
  const rank = (verdict: Verdict) => order.indexOf(verdict.effect);
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          'pay',
          'invoice',
          '$50',
          '$5,000',
          'contract',
          'a@b.co',
          'meeting',
          'CHF 9',
          'delete',
          'ACME',
        ),
        { maxLength: 8 },
      )
      .map((words) => words.join(' ')),
  );
  const effect = fc.constantFrom<Effect>('ask', 'forbid');
  const rule = fc.oneof(
    effect.map((chosen) => `keywords: [{ id: added, words: [acme, meeting], effect: ${chosen} }]`),
    effect.map((chosen) => `classes: [{ id: added, classes: [email, payment], effect: ${chosen} }]`),
    effect.map((chosen) => `recipients: [{ id: added, recipients: [b.co], effect: ${chosen} }]`),
    fc
      .integer({ min: 0, max: 9_000 })
      .map((from) => `amounts: [{ id: added, thresholds: { USD: { ask_from: ${from} } } }]`),
  );
  const base = 'tools: [{ id: t, tools: ["a.*"], effect: allow }]';

  it('an added rule never loosens', () => {
    fc.assert(
      fc.property(text, rule, fc.boolean(), (drop, added, acts) => {
        const changes = acts ? { actions: [action('a', 'b', { drop })] } : {};
        const before = judge(drop, changes, policyOf(base));
        const after = judge(drop, changes, policyOf(`${base}\n${added}`));
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
    );
  });

  it('a further amount, action or wish to ask never loosens', () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('$', 'CHF '),
        (drop, amount, currency) => {
          const start = `pay $1 now. ${drop}`;
          const before = rank(judge(start));
          expect(rank(judge(`${start}\npay ${currency}${amount}`))).toBeGreaterThanOrEqual(before);
          expect(
            rank(judge(start, { actions: [note('Notes/a.md', `${currency}${amount}`)] })),
          ).toBeGreaterThanOrEqual(before);
          expect(rank(judge(start, { planRequiresApproval: true }))).toBeGreaterThanOrEqual(
            Math.max(before, 1),
          );
        },
      ),
    );
  });

  it('a larger amount never loosens', () => {
    const amount = fc.integer({ min: 0, max: 1e6 });
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(rank(judge(`pay $${more}`))).toBeGreaterThanOrEqual(rank(judge(`pay $${less}`)));
      }),
    );
  });

  it('of two, the stricter counts and both give their reasons', () => {
    const loose = policyOf('amounts: []');
    const a = judge('URGENT pay $5,000', {}, loose);
    const b = judge('URGENT pay $5,000');
    for (const both of [stricterOf(a, b), stricterOf(b, a)]) {
      expect(both.effect).toBe('ask');
      expect(rules(both, 'ask')).toEqual(['money']);
      expect(both.urgency).toBe('high');
    }
    expect(stricterOf(a, judge('x', {}, parsePolicy(''))).degraded).toBe(true);
  });

  it('never throws, whatever the plan holds', () => {
    fc.assert(
      fc.property(
        text,
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string(),
        fc.string(),
        (drop, args, server, tool) => {
          const verdict = judge(drop, {
            actions: [action(server, tool, args), note('Drafts/a.md', drop)],
            workspaceRoots: ['/w'],
          });
          expect(order).toContain(verdict.effect);
          expect(verdict.effect).not.toBe('allow');
        },
      ),
    );
  });
});
