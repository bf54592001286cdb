import { z } from 'zod';

const ruleId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'expected a short name of lower-case letters, digits, - and _');
const effect = z.enum(['allow', 'ask', 'forbid']);
const word = z.string().trim().min(1).max(200);
const money = z.number().min(0).max(1e12);

const thresholdSchema = z
  .strictObject({ ask_from: money.optional(), forbid_from: money.optional() })
  .refine(
    (limits) => limits.ask_from !== undefined || limits.forbid_from !== undefined,
    'expected ask_from, forbid_from or both',
  )
  .refine(
    (limits) => (limits.ask_from ?? 0) <= (limits.forbid_from ?? Number.POSITIVE_INFINITY),
    'expected ask_from to be at most forbid_from',
  );

const amountRuleSchema = z.strictObject({
  id: ruleId,
  /** Classes of task the rule is for; without them it is for every task. */
  classes: z.array(word).min(1).optional(),
  /** In whole units of the currency: `USD: { ask_from: 100 }` is one hundred dollars. */
  thresholds: z.record(
    z.string().regex(/^[A-Z]{3,4}$/, 'expected a currency code such as USD'),
    thresholdSchema,
  ),
  /** For a task without a readable amount: asks where classes are named, else allows. */
  unreadable: effect.optional(),
  other_currencies: effect.default('ask'),
});

const classRuleSchema = z.strictObject({ id: ruleId, classes: z.array(word).min(1), effect });
const keywordRuleSchema = z.strictObject({ id: ruleId, words: z.array(word).min(1), effect });
const recipientRuleSchema = z.strictObject({ id: ruleId, recipients: z.array(word).min(1), effect });
const toolRuleSchema = z.strictObject({
  id: ruleId,
  tools: z.array(z.string().regex(/^[^\s.]+\.\S+$/, 'expected server.tool, with * for any part')).min(1),
  effect,
});

/** The `yaml policy` block of the handbook (CONTRACT §3). Unknown members are faults: a typo must not loosen a rule. */
export const policySchema = z
  .strictObject({
    version: z.literal(1),
    amounts: z.array(amountRuleSchema).max(100).default([]),
    classes: z.array(classRuleSchema).max(100).default([]),
    keywords: z.array(keywordRuleSchema).max(100).default([]),
    recipients: z.array(recipientRuleSchema).max(100).default([]),
    tools: z.array(toolRuleSchema).max(200).default([]),
  })
  .superRefine((policy, context) => {
    const seen = new Set<string>();
    for (const section of ['amounts', 'classes', 'keywords', 'recipients', 'tools'] as const) {
      for (const [index, rule] of policy[section].entries()) {
        if (seen.has(rule.id)) {
          context.addIssue({
            code: 'custom',
            path: [section, index, 'id'],
            message: `expected an id of its own, got a second ${rule.id}`,
          });
        }
        seen.add(rule.id);
      }
    }
  });

export type Policy = z.infer<typeof policySchema>;
export type AmountRule = z.infer<typeof amountRuleSchema>;
