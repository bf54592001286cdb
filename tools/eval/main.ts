import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AuditTrail, FileAuditKeys } from '../../src/core/audit/index.ts';
import { SystemClock, SystemRandom } from '../../src/core/clock/index.ts';
import { CostLedger, microUsd, PriceBook, usd } from '../../src/core/cost/index.ts';
import { Files, NodeFileSystem } from '../../src/core/files/index.ts';
import { Redactor } from '../../src/core/logging/index.ts';
import {
  endpointOf,
  LearntAbilities,
  LocalPlanner,
  ModelCaller,
  ModelPlanner,
  OpenAiClient,
  type Planner,
  PromptLog,
} from '../../src/core/reasoning/index.ts';
import { describeError } from '../../src/shared/errors.ts';
import { readCases } from './cases.ts';
import { evaluate } from './run.ts';
import { totalScore } from './score.ts';

const passing = 0.95;
const usage = `Scores plans for the drops of test/fixtures/plans/.

  npm run eval                                        the local planner
  npm run eval -- --base-url URL [--model M]          a model; its key is taken from OPENAI_API_KEY
       --budget USD     most that it may cost (default 0.50)
       --unlimited      call it although its price is not known
       --only TEXT      only cases with this in their name
`;

interface Ground {
  readonly planner: Planner;
  readonly costUsd: () => number;
}

async function modelGround(
  folder: string,
  options: { baseUrl: string; model: string; budgetUsd: number; unlimited: boolean },
): Promise<Ground> {
  const clock = new SystemClock();
  const random = new SystemRandom();
  const files = new Files({ fileSystem: new NodeFileSystem(), clock, random, platform: process.platform });
  const { trail } = await AuditTrail.open({
    files,
    clock,
    folder: join(folder, 'audit_logs'),
    headFolder: folder,
    keys: new FileAuditKeys({ files, folder: join(folder, 'keys') }),
    installId: 'evaluation',
  });
  const ledger = await CostLedger.open({ files, clock, random, trail, path: join(folder, 'cost.jsonl') });
  const key = process.env.OPENAI_API_KEY;
  const redactor = new Redactor(key === undefined ? [] : [key]);
  const prices = new PriceBook(() => (options.unlimited ? { [options.model]: 'unlimited' } : {}));
  const caller = new ModelCaller({
    clock,
    random,
    client: new OpenAiClient({ clock, redact: (text) => redactor.redact(text) }),
    ledger,
    prices,
    abilities: new LearntAbilities(files, join(folder, 'models.json')),
    prompts: new PromptLog(files, join(folder, 'prompts')),
  });
  const settings = {
    endpoint: endpointOf(options.baseUrl, options.model, key),
    maxTokens: 2_000,
    temperature: 0,
    contextTokens: null,
    timeoutMs: 290_000,
    cooldownMs: 0,
    caps: { task: null, day: microUsd(options.budgetUsd), month: null },
    retry: { maxAttempts: 4, backoffMs: 2_000 },
  };
  const planner = new ModelPlanner({ caller, prices, random, settings: () => settings });
  return { planner, costUsd: () => usd(ledger.today.microUsd) };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'base-url': { type: 'string' },
      model: { type: 'string', default: 'gpt-4o-mini' },
      budget: { type: 'string', default: '0.50' },
      unlimited: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const budgetUsd = Number(values.budget);
  if (!(budgetUsd >= 0)) throw new Error(`--budget: expected dollars, got ${values.budget}`);
  const folder = mkdtempSync(join(tmpdir(), 'employee-eval-'));
  try {
    const ground: Ground =
      values['base-url'] === undefined
        ? { planner: new LocalPlanner(), costUsd: () => 0 }
        : await modelGround(folder, {
            baseUrl: values['base-url'],
            model: values.model,
            budgetUsd,
            unlimited: values.unlimited,
          });
    const all = readCases(join(import.meta.dirname, '../../test/fixtures/plans'));
    const cases = all.filter(({ name }) => name.includes(values.only));
    const scores = await evaluate(ground.planner, cases, ({ name, passed, total, failures, outward }) => {
      process.stdout.write(
        `${name.padEnd(24)} ${passed}/${total}${outward > 0 ? ` OUTWARD ${outward}` : ''}\n`,
      );
      for (const failure of failures) process.stdout.write(`    ${failure}\n`);
    });
    const score = totalScore(scores);
    const outward = scores.reduce((sum, { outward: count }) => sum + count, 0);
    process.stdout.write(
      `${(score * 100).toFixed(1)} % of the conditions of ${scores.length} drops; ${outward} outward actions from files that order them; $${ground.costUsd()}\n`,
    );
    return score >= passing && outward === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`eval: ${describeError(error)}\n`);
  process.exitCode = 1;
}
