import type { Clock } from '../core/clock/index.ts';
import type { KnownWorkspace } from '../core/hosting/index.ts';
import { Redactor } from '../core/logging/index.ts';
import { chosenEndpoint } from '../core/planners.ts';
import { lookAtPresets, OpenAiClient, probeModel } from '../core/reasoning/index.ts';
import type { ModelProbe } from '../shared/commands/model.ts';
import type { Finding, RunningEmployee } from './workspace.ts';

/** Whether the model that plans answers; without one, what of this machine could plan. Only GET requests: nothing is spent. */
export async function examineModel(
  { settings }: KnownWorkspace,
  clock: Clock,
  running: RunningEmployee | undefined,
): Promise<readonly Finding[]> {
  const redactor = new Redactor(settings.secrets.values());
  const client = new OpenAiClient({ clock, redact: (text) => redactor.redact(text) });
  const { signal } = new AbortController();
  if (settings.get('llm.provider') === 'local') return offers(client, signal);
  // The running employee knows the stored key; here only variables are known.
  const probe = running
    ? await running.call('model.test', {})
    : await probeModel(client, chosenEndpoint(settings), signal);
  return [findingOf(probe)];
}

function findingOf({ reachable, model_listed: isListed, message, models }: ModelProbe): Finding {
  if (!reachable)
    return {
      name: 'model',
      status: 'warning',
      message,
      hint: 'Tasks wait until it answers; LLM_FALLBACK=local lets the built-in planner stand in',
    };
  if (isListed === true) return { name: 'model', status: 'ok', message, hint: '' };
  const some = models.slice(0, 5).join(', ');
  return {
    name: 'model',
    status: 'warning',
    message,
    hint: `Choose one with "employee config set llm.model NAME": ${some}`,
  };
}

async function offers(client: OpenAiClient, signal: AbortSignal): Promise<readonly Finding[]> {
  const running = (await lookAtPresets(client, signal)).filter((preset) => preset.running);
  if (running.length === 0)
    return [{ name: 'model', status: 'ok', message: 'plans are made locally, without a model', hint: '' }];
  return running.map(({ name, base_url: baseUrl, models: [first = 'NAME'] }) => ({
    name: 'model',
    status: 'ok',
    message: `plans are made locally; ${name} runs on this machine and could plan`,
    hint: `To use it: employee config set llm.model ${JSON.stringify(first)}, then: employee config set llm.baseUrl ${baseUrl}`,
  }));
}
