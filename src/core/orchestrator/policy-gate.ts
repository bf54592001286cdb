import type { Facts } from '../../shared/facts.ts';
import type { PlannedAction } from '../../shared/plan.ts';
import { canonicalDigest } from '../approvals/index.ts';
import type { Files } from '../files/index.ts';
import {
  evaluatePolicy,
  type PolicyInput,
  type PolicyParse,
  parsePolicy,
  stricterOf,
  type Verdict,
} from '../policy/index.ts';

export interface PolicyGateDependencies {
  readonly files: Files;
  /** The confirmed block, kept per user: what lies in the workspace cannot confirm itself. */
  readonly confirmedPath: string;
  readonly handbook: () => string;
  readonly toolRisk: PolicyInput['toolRisk'];
  /** No argument may point into these, outside the employee's own vault folders. */
  readonly workspaceRoots: readonly string[];
}

/** What the gate is asked about. */
export interface GateQuestion {
  readonly facts: Facts;
  readonly text: string;
  readonly textComplete: boolean;
  readonly actions: readonly PlannedAction[];
  readonly planRequiresApproval: boolean;
  readonly taskRequiresApproval?: boolean;
}

/**
 * Judges plans by the handbook's policy block. After the block changed, the stricter of the confirmed and the present one
 * applies until a person confirms the change.
 */
export class PolicyGate {
  readonly #dependencies: PolicyGateDependencies;
  #present: { readonly handbook: string; readonly parse: PolicyParse } | undefined;
  #confirmed: PolicyParse | undefined;
  #confirmedHandbook: string | undefined;

  constructor(dependencies: PolicyGateDependencies) {
    this.#dependencies = dependencies;
    this.#confirmedHandbook = dependencies.files.readText(dependencies.confirmedPath);
    if (this.#confirmedHandbook !== undefined) this.#confirmed = parsePolicy(this.#confirmedHandbook);
  }

  judge(question: GateQuestion): Verdict {
    const { toolRisk, workspaceRoots } = this.#dependencies;
    const input: PolicyInput = { ...question, toolRisk, workspaceRoots };
    const present = evaluatePolicy(this.present(), input);
    if (this.#confirmed === undefined || !this.changed) return present;
    return stricterOf(present, evaluatePolicy(this.#confirmed, input));
  }

  /** The block as it stands in the handbook now. */
  present(): PolicyParse {
    const handbook = this.#dependencies.handbook();
    if (this.#present?.handbook !== handbook) this.#present = { handbook, parse: parsePolicy(handbook) };
    return this.#present.parse;
  }

  /** Whether the block differs from the one a person confirmed. */
  get changed(): boolean {
    if (this.#confirmed === undefined) return false;
    return policyDigest(this.present()) !== policyDigest(this.#confirmed);
  }

  /** What is wrong with the block, for health; `undefined` when it is in force as written. */
  get problem(): string | undefined {
    const parse = this.present();
    if (parse.kind !== 'valid')
      return `The policy block is ${parse.kind}: everything asks (${parse.problem})`;
    if (this.changed)
      return 'The policy block was changed: the stricter of old and new applies until you confirm it';
    return undefined;
  }

  /** Takes the present block as the person's will. Returns its digest. */
  async confirm(): Promise<string> {
    const handbook = this.#dependencies.handbook();
    await this.#dependencies.files.write(this.#dependencies.confirmedPath, handbook, { mode: 0o600 });
    this.#confirmedHandbook = handbook;
    this.#confirmed = parsePolicy(handbook);
    return policyDigest(this.#confirmed);
  }

  /** Whether no block was ever confirmed here: a new or adopted workspace, whose creation is the confirmation. */
  get isUnconfirmed(): boolean {
    return this.#confirmedHandbook === undefined;
  }
}

function policyDigest(parse: PolicyParse): string {
  return parse.kind === 'valid' ? parse.digest : canonicalDigest(parse.kind);
}
