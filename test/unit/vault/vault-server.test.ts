import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VaultServer } from '../../../src/core/vault/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const identity = { idempotencyKey: 'task-1-action-1' };

function serverIn(vaultFolder = temporaryFolder(), files = testFiles()) {
  const read = (path: string) => readFileSync(join(vaultFolder, path), 'utf8');
  return { vaultFolder, read, server: new VaultServer({ files, vaultFolder }) };
}

describe('the vault server', () => {
  it('describes its tools with JSON schemas', () => {
    const { server } = serverIn();
    expect(server.tools.map(({ server: name, tool, readOnly }) => [name, tool, readOnly])).toEqual([
      ['vault', 'create_note', false],
      ['vault', 'append_note', false],
    ]);
    expect(server.tools[0]?.inputSchema).toMatchObject({
      type: 'object',
      required: ['path', 'content'],
      additionalProperties: false,
    });
  });

  it('creates a note with its folders, inert', async () => {
    const { server, read } = serverIn();
    const result = await server.call(
      'create_note',
      { path: 'Notes/2026/a.md', content: '# Hi\n![](http://evil.example/x)' },
      identity,
    );
    expect(result).toMatchObject({ ok: true, path: 'Notes/2026/a.md', summary: 'Created Notes/2026/a.md' });
    expect(read('Notes/2026/a.md')).toBe('# Hi\n (image: `http://evil.example/x`)\n');
  });

  it('counts the same note as done and never overwrites another', async () => {
    const { server, read } = serverIn();
    const args = { path: 'Notes/a.md', content: 'one' };
    const first = await server.call('create_note', args, identity);
    expect(await server.call('create_note', args, identity)).toEqual({
      ...first,
      summary: 'Notes/a.md already holds this content',
    });
    expect(await server.call('create_note', { ...args, content: 'two' }, identity)).toEqual({
      ok: false,
      reason: 'Notes/a.md already exists with other content',
    });
    expect(read('Notes/a.md')).toBe('one\n');
  });

  it('appends once per idempotency key, in the line ends of the note', async () => {
    const { server, read, vaultFolder } = serverIn();
    mkdirSync(join(vaultFolder, 'Notes'));
    writeFileSync(join(vaultFolder, 'Notes/log.md'), '# Log\r\n\r\nfirst');
    const args = { path: 'Notes/log.md', content: 'second\nline' };
    const first = await server.call('append_note', args, identity);
    expect(first).toMatchObject({ ok: true, summary: 'Added to Notes/log.md' });
    const content = '# Log\r\n\r\nfirst\r\n\r\nsecond\r\nline ^ef-task-1-action-1\r\n';
    expect(read('Notes/log.md')).toBe(content);
    expect(await server.call('append_note', args, identity)).toMatchObject({
      ok: true,
      summary: 'Notes/log.md already holds this content',
    });
    expect(read('Notes/log.md')).toBe(content);
    await server.call('append_note', { ...args, content: '| a |\n|---|' }, { idempotencyKey: 'other' });
    expect(read('Notes/log.md')).toBe(`${content}\r\n| a |\r\n|---|\r\n\r\n^ef-other\r\n`);
  });

  it('is not kept from appending by text that looks like its mark', async () => {
    const { server, read } = serverIn();
    const mark = 'x ^ef-task-1-action-1';
    await server.call(
      'create_note',
      { path: 'Notes/a.md', content: `${mark}\n\`\`\`\n${mark}\n\`\`\`` },
      identity,
    );
    await server.call('append_note', { path: 'Notes/a.md', content: 'added' }, identity);
    expect(read('Notes/a.md')).toContain('added ^ef-task-1-action-1');
  });

  it('creates the note when there is nothing to append to', async () => {
    const { server, read } = serverIn();
    await server.call('append_note', { path: 'Briefings/b.md', content: 'text' }, { idempotencyKey: 'k/1' });
    expect(read('Briefings/b.md')).toMatch(/^text \^ef-[0-9a-f]{32}\n$/);
  });

  it('foretells the state a call leaves behind, without changing anything', async () => {
    const { server } = serverIn();
    for (const tool of ['create_note', 'append_note']) {
      const args = { path: `Notes/${tool}.md`, content: 'text' };
      const expected = server.expectedState(tool, args, identity);
      const result = await server.call(tool, args, identity);
      expect(result).toMatchObject(expected);
      expect(server.expectedState(tool, args, identity)).toEqual(expected);
    }
  });

  it.each([
    ['Company_Handbook.md', 'x'],
    ['../task_queue/inbox/a.md', 'x'],
    ['Notes/../Dashboard.md', 'x'],
    ['Notes/a.txt', 'x'],
    ['agent_skills/a.md', 'x'],
    ['.obsidian/app.md', 'x'],
    ['Notes/a.md', 'x'.repeat(1_048_577)],
    ['Notes/a.md', 'é'.repeat(600_000)],
    ['Notes/a.md', 7],
  ])('refuses %j', async (path, content) => {
    const { server } = serverIn();
    expect(await server.call('create_note', { path, content }, identity)).toMatchObject({
      ok: false,
      reason: expect.any(String),
    });
  });

  it('refuses unknown tools and further arguments', async () => {
    const { server } = serverIn();
    expect(await server.call('delete_note', { path: 'Notes/a.md', content: '' }, identity)).toMatchObject({
      ok: false,
    });
    expect(
      await server.call('create_note', { path: 'Notes/a.md', content: '', mode: 'x' }, identity),
    ).toMatchObject({ ok: false });
  });

  it('follows no link out of the vault', async () => {
    const { server, vaultFolder } = serverIn();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'a.md'), 'secret');
    symlinkSync(outside, join(vaultFolder, 'Notes'));
    mkdirSync(join(vaultFolder, 'Drafts'));
    symlinkSync(join(outside, 'a.md'), join(vaultFolder, 'Drafts/a.md'));
    for (const path of ['Notes/b.md', 'Drafts/a.md'])
      expect(await server.call('append_note', { path, content: 'x' }, identity)).toMatchObject({ ok: false });
    expect(readFileSync(join(outside, 'a.md'), 'utf8')).toBe('secret');
  });
});
