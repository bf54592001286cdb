import { z } from 'zod';
import { readJson } from '../../../shared/json.ts';
import type { Files } from '../../files/index.ts';
import type { ChatBody, ChatMessage } from './chat.ts';
import type { Endpoint } from './endpoint.ts';
import { planJsonSchema } from './instructions.ts';

/** What an endpoint takes, the most wanted first. */
const outputForms = ['json_schema', 'json_object', 'text'] as const;
const tokenParameters = ['max_completion_tokens', 'max_tokens'] as const;

const abilitiesSchema = z.object({
  output: z.enum(outputForms).catch('json_schema'),
  tokenParameter: z.enum(tokenParameters).catch('max_completion_tokens'),
  temperature: z.boolean().catch(true),
  /** Tokens of prompt and answer together, where the endpoint said so. */
  contextTokens: z.int().positive().nullable().catch(null),
});
const fileSchema = z.object({ schema: z.literal(1), models: z.record(z.string(), abilitiesSchema) });

/** What is known of one model at one endpoint. */
export type Abilities = z.infer<typeof abilitiesSchema>;

const unknownAbilities: Abilities = {
  output: 'json_schema',
  tokenParameter: 'max_completion_tokens',
  temperature: true,
  contextTokens: null,
};
const mostModels = 200;

/** What real calls taught about endpoints, remembered in a small file. */
export class LearntAbilities {
  readonly #files: Files;
  readonly #path: string;
  #models: Readonly<Record<string, Abilities>> | undefined;

  /** `path`: `.employee/models.json`. What is damaged is learnt anew. */
  constructor(files: Files, path: string) {
    this.#files = files;
    this.#path = path;
  }

  of(endpoint: Endpoint): Abilities {
    const models = this.#known();
    const key = keyOf(endpoint);
    return (Object.hasOwn(models, key) ? models[key] : undefined) ?? unknownAbilities;
  }

  async learn(endpoint: Endpoint, abilities: Abilities): Promise<void> {
    const { [keyOf(endpoint)]: _, ...others } = this.#known();
    const kept = Object.entries(others).slice(-(mostModels - 1));
    this.#models = { ...Object.fromEntries(kept), [keyOf(endpoint)]: abilities };
    await this.#files.write(this.#path, `${JSON.stringify({ schema: 1, models: this.#models }, null, 2)}\n`);
  }

  #known(): Readonly<Record<string, Abilities>> {
    this.#models ??= readJson(fileSchema, this.#files.readText(this.#path) ?? '')?.models ?? {};
    return this.#models;
  }
}

/** The request's body for an endpoint of these abilities. */
export function chatBody(
  { model }: Endpoint,
  messages: readonly ChatMessage[],
  abilities: Abilities,
  wanted: { readonly maxTokens: number; readonly temperature: number },
): ChatBody {
  return {
    model,
    messages,
    [abilities.tokenParameter]: wanted.maxTokens,
    ...(abilities.temperature ? { temperature: wanted.temperature } : {}),
    ...(abilities.output === 'json_schema'
      ? {
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'plan', strict: false, schema: planJsonSchema },
          },
        }
      : {}),
    ...(abilities.output === 'json_object' ? { response_format: { type: 'json_object' } } : {}),
  };
}

/**
 * What a refused request teaches: the ability its message names, or else the most ambitious one left. `undefined` when
 * there is nothing left to do without.
 */
export function afterRefusal(abilities: Abilities, why: string): Abilities | undefined {
  const context =
    /maximum context length (?:is|of) (\d{3,8})|context (?:length|window|size)[^\d]{1,40}(\d{3,8})/i.exec(
      why,
    );
  const contextTokens = Number(context?.[1] ?? context?.[2]);
  if (contextTokens > 0 && contextTokens !== abilities.contextTokens) return { ...abilities, contextTokens };
  const lessOutput = outputForms[outputForms.indexOf(abilities.output) + 1];
  const otherParameter = tokenParameters[tokenParameters.indexOf(abilities.tokenParameter) + 1];
  if (/max_(?:completion_)?tokens/i.test(why) && otherParameter)
    return { ...abilities, tokenParameter: otherParameter };
  if (/temperature/i.test(why) && abilities.temperature) return { ...abilities, temperature: false };
  if (lessOutput) return { ...abilities, output: lessOutput };
  if (otherParameter) return { ...abilities, tokenParameter: otherParameter };
  return abilities.temperature ? { ...abilities, temperature: false } : undefined;
}

/** An endpoint that let an answer run past its limit does not know the parameter that set it. */
export function afterTooLong(abilities: Abilities): Abilities | undefined {
  const tokenParameter = tokenParameters[tokenParameters.indexOf(abilities.tokenParameter) + 1];
  return tokenParameter && { ...abilities, tokenParameter };
}

function keyOf({ baseUrl, model }: Endpoint): string {
  return `${baseUrl} ${model}`;
}
