import { z } from 'zod';
import { type CommandSchemas, taskIdParameter } from './shapes.ts';

/** What a probe found. Only GET requests are made: nothing is spent. */
export const modelProbeSchema = z.object({
  base_url: z.string(),
  model: z.string(),
  /** The endpoint answered with a list of models. */
  reachable: z.boolean(),
  models: z.array(z.string()),
  /** Whether the chosen model is in the list; `null` when there is none. */
  model_listed: z.boolean().nullable(),
  /** One sentence for a person. */
  message: z.string(),
});

/** An endpoint a person can choose. */
export const presetSchema = z.object({
  name: z.string(),
  base_url: z.string(),
  needs_key: z.boolean(),
  /** It runs on this machine and answers now. */
  running: z.boolean(),
  models: z.array(z.string()),
});

/** The model that plans. */
export const modelCommands = {
  /** Looks at an endpoint; the one in force when none is named. The stored key goes to its own origin only. */
  'model.test': {
    params: z.strictObject({ base_url: z.url({ protocol: /^https?$/ }).optional() }),
    result: modelProbeSchema,
  },
  /** Endpoints that speak the API, and whether those of this machine run. */
  'model.presets': { params: z.strictObject({}), result: z.array(presetSchema) },
  /** What the model was told about a task, exactly as it was sent. */
  'tasks.prompt': {
    params: z.strictObject({ id: taskIdParameter }),
    result: z.object({
      calls: z.array(
        z.object({
          /** UTC, RFC 3339. */
          at: z.string(),
          base_url: z.string(),
          /** The request's body. */
          request: z.record(z.string(), z.unknown()),
          /** What was cut to fit, in words. */
          cut: z.array(z.string()),
        }),
      ),
    }),
  },
} as const satisfies Record<string, CommandSchemas>;

export type ModelProbe = z.infer<typeof modelProbeSchema>;
export type ModelPreset = z.infer<typeof presetSchema>;
export type SentPrompt = z.output<(typeof modelCommands)['tasks.prompt']['result']>['calls'][number];
