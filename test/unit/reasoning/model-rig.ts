import { join } from 'node:path';
import { type Clock, SystemClock, SystemRandom } from '../../../src/core/clock/index.ts';
import { CostLedger, type OwnPrice, PriceBook } from '../../../src/core/cost/index.ts';
import { extractFacts } from '../../../src/core/extraction/index.ts';
import type { FileSystem } from '../../../src/core/files/index.ts';
import { Redactor } from '../../../src/core/logging/index.ts';
import {
  LearntAbilities,
  ModelCaller,
  ModelPlanner,
  type ModelSettings,
  OpenAiClient,
  type PlanRequest,
  PromptLog,
} from '../../../src/core/reasoning/index.ts';
import type { ChatClient } from '../../../src/core/reasoning/model/chat.ts';
import { endpointOf } from '../../../src/core/reasoning/model/endpoint.ts';
import { vaultTools } from '../../../src/core/vault/vault-tools.ts';
import { MemoryTrail } from '../../helpers/memory-trail.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

export interface RigOptions {
  readonly baseUrl?: string;
  readonly model?: string;
  readonly key?: string;
  readonly client?: ChatClient;
  readonly settings?: Partial<ModelSettings>;
  readonly prices?: Readonly<Record<string, OwnPrice>>;
  readonly clock?: Clock;
  readonly fileSystem?: FileSystem;
  readonly folder?: string;
}

/** A model planner over real files and a ledger, with everything that a test may want to look at. */
export async function modelRig(options: RigOptions = {}) {
  const {
    baseUrl = 'http://127.0.0.1:1/v1',
    model = 'gpt-4o-mini',
    key,
    clock = new SystemClock(),
  } = options;
  const random = new SystemRandom();
  const folder = options.folder ?? temporaryFolder();
  const files = testFiles(options.fileSystem);
  const trail = new MemoryTrail(clock);
  const ledger = await CostLedger.open({ files, clock, random, trail, path: join(folder, 'cost.jsonl') });
  const prices = new PriceBook(() => options.prices ?? {});
  const redactor = new Redactor(key === undefined ? [] : [key]);
  const client = options.client ?? new OpenAiClient({ clock, redact: (text) => redactor.redact(text) });
  const prompts = new PromptLog(files, join(folder, 'prompts'));
  const abilities = new LearntAbilities(files, join(folder, 'models.json'));
  const settings: ModelSettings = {
    endpoint: endpointOf(baseUrl, model, key),
    maxTokens: 500,
    temperature: 0.2,
    contextTokens: null,
    timeoutMs: 5_000,
    cooldownMs: 0,
    caps: { task: null, day: 1_000_000, month: null },
    retry: { maxAttempts: 3, backoffMs: 1 },
    ...options.settings,
  };
  const caller = new ModelCaller({ clock, random, client, ledger, prices, abilities, prompts });
  const planner = new ModelPlanner({ caller, prices, random, settings: () => settings });
  const plan = (parts: Partial<PlanRequest> = {}, signal = new AbortController().signal) =>
    planner.plan(requestOf(parts), signal);
  return { plan, planner, ledger, trail, prompts, abilities, settings, folder, files };
}

/** A task about a short text, with the tools of the vault. */
export function requestOf(parts: Partial<PlanRequest> = {}): PlanRequest {
  const text = parts.text ?? 'Remember to water the plants';
  const now = Date.UTC(2026, 1, 7, 9);
  return {
    task: { task_id: 'task-1', context: { file_name: 'note.txt' } },
    text,
    textComplete: true,
    facts: extractFacts({ text, fileName: 'note.txt', triggers: [], now }),
    skills: [],
    handbook: '# Handbook\n\nBe polite.',
    goals: '- Grow the garden business',
    tools: [...vaultTools],
    earlier: [],
    iteration: 1,
    now,
    ...parts,
  };
}
