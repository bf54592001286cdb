import { z } from 'zod';
import type { ToolDescription } from '../reasoning/index.ts';

/** A tool of the built-in server. Calling it again with the same idempotency key changes nothing more. */
export interface VaultTool extends ToolDescription {
  readonly idempotent: true;
}

/** Arguments of `create_note` and `append_note`. */
export const noteArgumentsSchema = z.strictObject({
  path: z
    .string()
    .min(1)
    .max(400)
    .describe('Path inside the vault, ending in .md, under Tasks, Notes, Drafts, Briefings or Incidents'),
  content: z.string().max(1_048_576).describe('Markdown; HTML, embeds and plugin code lose their meaning'),
});

const inputSchema = z.toJSONSchema(noteArgumentsSchema);

/** The tools of the built-in server `vault`. */
export const vaultTools = [
  {
    server: 'vault',
    tool: 'create_note',
    description: 'Create a note in the vault. Never overwrites an existing note.',
    inputSchema,
    readOnly: false,
    idempotent: true,
  },
  {
    server: 'vault',
    tool: 'append_note',
    description: 'Add a block at the end of a note in the vault; the note is created if it is missing.',
    inputSchema,
    readOnly: false,
    idempotent: true,
  },
] as const satisfies readonly VaultTool[];
