import { z } from 'zod';
import { parseJson } from '../../../shared/json.ts';
import type { Clock } from '../../clock/index.ts';
import { type BoundedFetch, boundedFetch } from './bounded-fetch.ts';
import type { CallLimits, ChatAnswer, ChatBody, ChatClient, ChatReply, ModelList } from './chat.ts';
import type { Endpoint } from './endpoint.ts';
import { failureOf, notAnAnswer } from './failure.ts';
import { toldFailure } from './told-failure.ts';

const answerSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        error: z.unknown().optional(),
        message: z.looseObject({
          content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]).nullish(),
          refusal: z.string().nullish(),
        }),
      }),
    )
    .min(1),
  usage: z
    .looseObject({ prompt_tokens: z.int().nonnegative(), completion_tokens: z.int().nonnegative() })
    .nullish()
    .catch(null),
});

const listSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })).max(5_000) });

export interface OpenAiClientDependencies {
  readonly clock: Clock;
  /** Takes keys out of what endpoints say. */
  readonly redact: (text: string) => string;
}

/**
 * Calls endpoints through the `openai` package, which is loaded at the first call. Its own retries, logs and environment
 * variables are off: how often, with which key and where to is decided here.
 */
export class OpenAiClient implements ChatClient {
  readonly #dependencies: OpenAiClientDependencies;

  constructor(dependencies: OpenAiClientDependencies) {
    this.#dependencies = dependencies;
  }

  async warmUp(): Promise<void> {
    await import('openai');
  }

  async complete(endpoint: Endpoint, body: ChatBody, limits: CallLimits): Promise<ChatReply> {
    const bounded = this.#fetchFor(endpoint, limits);
    try {
      const client = await connect(endpoint, bounded);
      const value: unknown = await client.post('/chat/completions', { body });
      const plain = (text: string) => this.#plain(text, endpoint.key);
      const answer = parsed(value);
      return (
        toldFailure(answer, bounded.exchange, plain) ??
        readAnswer(answer) ??
        notAnAnswer(bounded.exchange, 'its answer is not one of a model')
      );
    } catch (error) {
      limits.signal.throwIfAborted();
      return failureOf(error, bounded.exchange, (text) => this.#plain(text, endpoint.key));
    }
  }

  async models(endpoint: Omit<Endpoint, 'model'>, limits: CallLimits): Promise<ModelList> {
    const bounded = this.#fetchFor(endpoint, limits);
    try {
      const client = await connect(endpoint, bounded);
      const read = listSchema.safeParse(parsed(await client.get('/models')));
      if (!read.success) return { kind: 'failure', why: 'its answer is not a list of models' };
      return { kind: 'models', names: read.data.data.map(({ id }) => id.slice(0, 200)) };
    } catch (error) {
      limits.signal.throwIfAborted();
      const { why } = failureOf(error, bounded.exchange, (text) => this.#plain(text, endpoint.key));
      return { kind: 'failure', why };
    }
  }

  #fetchFor({ key }: Pick<Endpoint, 'key'>, limits: CallLimits): BoundedFetch {
    return boundedFetch(this.#dependencies.clock, limits, {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'personal-ai-employee',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    });
  }

  #plain(text: string, key: string | undefined): string {
    const withoutKey = key === undefined ? text : text.replaceAll(key, '[redacted]');
    return this.#dependencies.redact(withoutKey).replace(/\s+/g, ' ').trim().slice(0, 500);
  }
}

async function connect({ baseUrl }: Pick<Endpoint, 'baseUrl'>, { fetch }: BoundedFetch) {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    baseURL: baseUrl,
    // The header is set by `boundedFetch`; the package insists on a key.
    apiKey: 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
    // The limit of time is ours, and covers the whole answer.
    timeout: 2_000_000,
    fetch,
  });
}

function readAnswer(value: unknown): ChatAnswer | undefined {
  const read = answerSchema.safeParse(value);
  const choice = read.data?.choices[0];
  if (!read.success || choice === undefined) return undefined;
  const { content, refusal } = choice.message;
  const isRefused = Boolean(refusal) || choice.finish_reason === 'content_filter';
  const { usage } = read.data;
  return {
    kind: 'answer',
    content: refusal || textOf(content),
    finish: isRefused ? 'refused' : choice.finish_reason === 'length' ? 'length' : 'stop',
    usage: usage
      ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens }
      : undefined,
  };
}

/** Some endpoints give the text in parts. */
function textOf(
  content: string | readonly { readonly text?: string | undefined }[] | null | undefined,
): string {
  return typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('');
}

/** Some endpoints send JSON under another media type. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? parseJson(value) : value;
}
