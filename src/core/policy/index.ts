/** The rules in words, and what they would do with a text: `policy test`. */
export { describePolicy, type PolicyTest, testPolicy } from './describe.ts';
/** What may be done with a plan, and why. */
export { evaluatePolicy, type PolicyInput } from './evaluate.ts';
/** The handbook's `yaml policy` block. */
export { type PolicyParse, parsePolicy, parsePolicyBlock } from './parse.ts';
export type { Policy } from './schema.ts';
export type { ToolRisk } from './tools.ts';
/** Where in the vault a plan may write. */
export { vaultPathProblem } from './vault-path.ts';
/** Verdicts, and the stricter of two while a changed block waits for a person. */
export {
  type ApprovalType,
  type Effect,
  type Reason,
  stricterOf,
  type Urgency,
  type Verdict,
} from './verdict.ts';
