/** Where a model is called, and with what. */
export interface Endpoint {
  /** Without a slash at its end; `/chat/completions` follows. */
  readonly baseUrl: string;
  readonly model: string;
  /** The key for this origin; `undefined` where none is needed. */
  readonly key: string | undefined;
}

/** The endpoint that is meant when only a key is set. */
export const standardBaseUrl = 'https://api.openai.com/v1';

/** An endpoint of `baseUrl`, as a person writes it. */
export function endpointOf(baseUrl: string, model: string, key: string | undefined): Endpoint {
  return { baseUrl: baseUrl.replace(/\/+$/, ''), model, key };
}

/** Whether a call of it stays on this machine. */
export function isLoopback({ baseUrl }: Pick<Endpoint, 'baseUrl'>): boolean {
  const { hostname } = new URL(baseUrl);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether it is known to answer nobody without a key. */
export function needsKey({ baseUrl }: Pick<Endpoint, 'baseUrl'>): boolean {
  const { origin } = new URL(baseUrl);
  return presets.some((preset) => preset.needsKey && new URL(preset.baseUrl).origin === origin);
}

/** An endpoint that many use. */
export interface Preset {
  readonly name: string;
  readonly baseUrl: string;
  readonly needsKey: boolean;
}

export const presets: readonly Preset[] = [
  { name: 'OpenAI', baseUrl: standardBaseUrl, needsKey: true },
  { name: 'OpenRouter', baseUrl: 'https://openrouter.ai/api/v1', needsKey: true },
  { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', needsKey: false },
  { name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1', needsKey: false },
  { name: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1', needsKey: false },
];
