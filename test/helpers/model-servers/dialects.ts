import type { ChatRequest, Turn, Usage } from './model-server.ts';

type Says = Extract<Turn, { kind: 'says' }>;

/** How an endpoint words lists, answers and refusals. */
export interface Dialect {
  readonly name: string;
  models(): unknown;
  refuses(body: ChatRequest): { readonly status: number; readonly body: unknown } | undefined;
  answer(turn: Says, body: ChatRequest): unknown;
}

/** A chat model of OpenAI. */
export const openAi: Dialect = {
  name: 'OpenAI',
  models: () => list('gpt-4o-mini', 'gpt-4o'),
  refuses: () => undefined,
  answer: (turn, body) => completion(turn, body, countedUsage(turn, body)),
};

/** A reasoning model of OpenAI: takes neither `max_tokens` nor a temperature. */
export const openAiReasoning: Dialect = {
  ...openAi,
  name: 'OpenAI, reasoning model',
  refuses: (body) => {
    if (body.max_tokens !== undefined)
      return openAiError(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      );
    if (body.temperature !== undefined && body.temperature !== 1)
      return openAiError(
        "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
      );
    return undefined;
  },
};

/** A router: its models carry the vendor's name, its usage a cost. */
export const openRouter: Dialect = {
  name: 'OpenRouter',
  models: () => list('openai/gpt-4o-mini', 'anthropic/claude-sonnet-4.5'),
  refuses: (body) =>
    body.response_format?.type === 'json_schema'
      ? {
          status: 404,
          body: {
            error: { code: 400, message: 'No endpoints found that support response_format json_schema' },
          },
        }
      : undefined,
  answer: (turn, body) => ({
    ...completion(turn, body, countedUsage(turn, body)),
    provider: 'SomeProvider',
  }),
};

/** Cuts the prompt to `numCtx` tokens without a word, and ignores parameters that it does not know. */
export function ollama(numCtx: number): Dialect {
  return {
    name: 'Ollama',
    models: () => list('llama3.2:latest', 'qwen3:4b'),
    refuses: () => undefined,
    answer: (turn, body) => {
      const usage = countedUsage(turn, body);
      return completion(
        turn,
        body,
        usage && { ...usage, prompt_tokens: Math.min(usage.prompt_tokens, numCtx) },
      );
    },
  };
}

/** Knows `json_schema` only, and not for every model. */
export function lmStudio({ structured }: { readonly structured: boolean }): Dialect {
  return {
    name: 'LM Studio',
    models: () => list('qwen2.5-7b-instruct'),
    refuses: ({ response_format: form }) => {
      if (form?.type === 'json_object')
        return { status: 400, body: { error: "'response_format.type' must be 'json_schema' or 'text'" } };
      if (form?.type === 'json_schema' && !structured)
        return { status: 400, body: { error: 'response_format is not supported for this model' } };
      return undefined;
    },
    answer: (turn, body) => completion(turn, body, countedUsage(turn, body)),
  };
}

/** Refuses members it does not know and prompts that are longer than its context. */
export function vllm(contextTokens: number): Dialect {
  return {
    name: 'vLLM',
    models: () => list('meta-llama/Llama-3.1-8B-Instruct'),
    refuses: (body) => {
      if (body.max_completion_tokens !== undefined)
        return {
          status: 422,
          body: {
            object: 'error',
            message:
              "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted'}]",
            code: 422,
          },
        };
      const asked = promptTokens(body) + (body.max_tokens ?? 0);
      if (asked > contextTokens)
        return {
          status: 400,
          body: {
            object: 'error',
            message: `This model's maximum context length is ${contextTokens} tokens. However, you requested ${asked} tokens.`,
            code: 400,
          },
        };
      return undefined;
    },
    answer: (turn, body) => completion(turn, body, countedUsage(turn, body)),
  };
}

function list(...names: readonly string[]): unknown {
  return { object: 'list', data: names.map((id) => ({ id, object: 'model', created: 1, owned_by: 'test' })) };
}

function completion(
  { content, finish = 'stop', refusal = '' }: Says,
  { model }: ChatRequest,
  usage: Usage | undefined,
) {
  const message = { role: 'assistant', content, ...(refusal === '' ? {} : { refusal }) };
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [{ index: 0, finish_reason: finish, message }],
    ...(usage ? { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } } : {}),
  };
}

function countedUsage({ content, usage }: Says, body: ChatRequest): Usage | undefined {
  if (usage === null) return undefined;
  return {
    prompt_tokens: usage?.prompt_tokens ?? promptTokens(body),
    completion_tokens: usage?.completion_tokens ?? Math.ceil((content ?? '').length / 4),
  };
}

function promptTokens({ messages = [] }: ChatRequest): number {
  return messages.reduce((sum, { content }) => sum + Math.ceil(content.length / 4) + 4, 3);
}

function openAiError(message: string) {
  return {
    status: 400,
    body: { error: { message, type: 'invalid_request_error', param: null, code: null } },
  };
}
