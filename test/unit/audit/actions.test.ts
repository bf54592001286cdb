import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditActions, serverAction } from '../../../src/core/audit/index.ts';

describe('the catalogue of audit actions', () => {
  it('is the same in the code and in the document', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../docs/audit-actions.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, name, meaning]) => [name, meaning]);
    expect(rows).toEqual(Object.entries(auditActions));
  });

  it('uses snake_case, and names server actions after server and tool', () => {
    for (const name of Object.keys(auditActions)) expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(serverAction('file_server', 'load_context')).toBe('mcp_action_file_server_load_context');
  });
});
