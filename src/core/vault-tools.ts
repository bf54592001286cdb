import type { ToolServer } from './actions/index.ts';
import type { VaultServer } from './vault/index.ts';

/** The built-in vault as a tool server. Its calls may be repeated: the same content at the same path is one note. */
export function vaultToolServer(vault: VaultServer): ToolServer {
  return {
    name: 'vault',
    tools: vault.tools,
    prepare: (_tool, args) => vault.prepare(args),
    call: (tool, args, { idempotencyKey }) => vault.call(tool, args, { idempotencyKey }),
  };
}
