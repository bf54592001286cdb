import type { PlannedAction } from '../../shared/plan.ts';
import type { Policy } from './schema.ts';
import type { Reason } from './verdict.ts';

/** How the hub knows a tool, never how the tool describes itself. */
export type ToolRisk = 'builtin_vault' | 'read_only' | 'external';

/** What the tool rules say of one action; without a rule it asks. */
export function judgeTool(policy: Policy, action: PlannedAction, risk: ToolRisk): readonly Reason[] {
  const name = `${action.server}.${action.tool}`;
  const shown = JSON.stringify(name);
  const reasons: Reason[] = [];
  for (const rule of policy.tools) {
    if (!rule.tools.some((glob) => speaksOf(glob, name, rule.effect, action, risk))) continue;
    reasons.push({ rule: rule.id, effect: rule.effect, text: `the tool ${shown}: ${rule.effect}` });
  }
  if (reasons.length > 0) return reasons;
  return [{ rule: 'tool-default', effect: 'ask', text: `the tool ${shown} is allowed by no rule` }];
}

/**
 * Asking and forbidding rules match whatever the case; an allowing one only exactly, and one for the built-in
 * vault never covers another server that took its name.
 */
function speaksOf(
  glob: string,
  name: string,
  effect: string,
  action: PlannedAction,
  risk: ToolRisk,
): boolean {
  if (effect !== 'allow') return matchesGlob(glob.toLowerCase(), name.toLowerCase());
  if (action.server.toLowerCase() === 'vault' && risk !== 'builtin_vault') return false;
  return !action.server.includes('.') && matchesGlob(glob, name);
}

/** `*` stands for any run of characters. Linear in practice: remembers only the last star. */
export function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let wanted = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    if (glob[wanted] === '*') {
      star = wanted++;
      retry = at;
    } else if (glob[wanted] === text[at]) {
      wanted++;
      at++;
    } else if (star !== -1) {
      wanted = star + 1;
      at = ++retry;
    } else return false;
  }
  while (glob[wanted] === '*') wanted++;
  return wanted === glob.length;
}
