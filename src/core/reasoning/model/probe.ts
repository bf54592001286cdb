import type { ModelPreset, ModelProbe } from '../../../shared/commands/model.ts';
import type { ChatClient } from './chat.ts';
import { type Endpoint, isLoopback, presets } from './endpoint.ts';

const probeMs = 5_000;
const localProbeMs = 800;
const shownModels = 1_000;

/** Looks at an endpoint with GET alone: whether it answers, and whether it has the model. Nothing is spent. */
export async function probeModel(
  client: ChatClient,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<ModelProbe> {
  const { baseUrl, model, key } = endpoint;
  const list = await client.models({ baseUrl, key }, { timeoutMs: probeMs, signal });
  const found = { base_url: baseUrl, model };
  if (list.kind === 'failure')
    return {
      ...found,
      reachable: false,
      models: [],
      model_listed: null,
      message: `${baseUrl} gives no list of models: ${list.why}`,
    };
  const isListed = list.names.includes(model);
  return {
    ...found,
    reachable: true,
    models: list.names.slice(0, shownModels),
    model_listed: isListed,
    message: isListed
      ? `${baseUrl} answers and has ${model}`
      : `${baseUrl} answers, but ${model} is not among its ${list.names.length} models`,
  };
}

/** Endpoints a person can choose. Those of this machine are asked whether they run; nobody else is. */
export function lookAtPresets(client: ChatClient, signal: AbortSignal): Promise<readonly ModelPreset[]> {
  return Promise.all(
    presets.map(async ({ name, baseUrl, needsKey }): Promise<ModelPreset> => {
      const list = isLoopback({ baseUrl })
        ? await client.models({ baseUrl, key: undefined }, { timeoutMs: localProbeMs, signal })
        : undefined;
      const models = list?.kind === 'models' ? list.names : [];
      const running = list?.kind === 'models';
      return { name, base_url: baseUrl, needs_key: needsKey, running, models: models.slice(0, shownModels) };
    }),
  );
}
