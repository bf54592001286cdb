import { z } from 'zod';
import type { SentPrompt } from '../../shared/commands/model.ts';
import { localSecond } from './format.ts';
import type { Output } from './output.ts';
import { exactJson, plain, plainLines } from './text.ts';

const messageSchema = z.object({ role: z.string(), content: z.string() });

/** `employee tasks show --prompt` for a person: every request as it was sent, with its messages readable. */
export function promptLines(calls: readonly SentPrompt[], output: Output): readonly string[] {
  if (calls.length === 0) return ['No model was told anything about this task.'];
  return calls.flatMap(({ at, base_url: baseUrl, request, cut }, index) => {
    const { messages, ...rest } = request;
    const read = z.array(messageSchema).safeParse(messages);
    return [
      ...(index === 0 ? [] : ['']),
      output.style('bold', `Call ${index + 1}, ${localSecond(at)}, to ${plain(baseUrl)}`),
      plain(exactJson(rest)),
      ...cut.map((line) => `Cut: ${plain(line)}`),
      ...(read.data ?? []).flatMap(({ role, content }) => [
        output.style('dim', `--- ${plain(role)} ---`),
        ...plainLines(content),
      ]),
    ];
  });
}
