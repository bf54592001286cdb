import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NodeFileSystem, type OpenFlags } from '../../../src/core/files/index.ts';
import { VaultContext } from '../../../src/core/vault/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

class CountingFileSystem extends NodeFileSystem {
  opened = 0;
  override open(path: string, flags: OpenFlags, mode?: number): number {
    this.opened += 1;
    return super.open(path, flags, mode);
  }
  override openFolder(path: string) {
    this.opened += 1;
    return super.openFolder(path);
  }
}

function vault() {
  const vaultFolder = temporaryFolder();
  const fileSystem = new CountingFileSystem();
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(join(vaultFolder, path, '..'), { recursive: true });
    writeFileSync(join(vaultFolder, path), content);
  };
  return {
    vaultFolder,
    fileSystem,
    put,
    context: new VaultContext({ files: testFiles(fileSystem), vaultFolder }),
  };
}

describe('the context of the vault', () => {
  it('is empty without a vault', () => {
    const context = new VaultContext({ files: testFiles(), vaultFolder: join(temporaryFolder(), 'missing') });
    expect(context.load()).toEqual({ handbook: '', goals: '', skills: [], problems: [] });
  });

  it('holds handbook, goals and skills in each of their forms', () => {
    const { put, context } = vault();
    put('Company_Handbook.md', '# Rules');
    put('Business_Goals.md', Buffer.from('\ufeff# Goals', 'utf16le'));
    put('agent_skills/email_skills.md', '---\nname: Email\n---\nBe kind');
    put('agent_skills/planning.md', 'Plan');
    put('agent_skills/finance/SKILL.md', 'Count');
    put('agent_skills/.hidden.md', 'no');
    put('agent_skills/notes.txt', 'no');
    const { handbook, goals, skills, problems } = context.load();
    expect([handbook, goals, problems]).toEqual(['# Rules', '# Goals', []]);
    expect(skills.map(({ name, path }) => [name, path])).toEqual([
      ['Email', 'agent_skills/email_skills.md'],
      ['finance', 'agent_skills/finance/SKILL.md'],
      ['planning', 'agent_skills/planning.md'],
    ]);
  });

  it('opens nothing again until something changed, and then sees it', () => {
    const { put, context, fileSystem } = vault();
    put('Company_Handbook.md', 'old');
    put('agent_skills/a/SKILL.md', 'one');
    const first = context.load();
    const opened = fileSystem.opened;
    expect(context.load()).toBe(first);
    expect(fileSystem.opened).toBe(opened);
    put('Company_Handbook.md', 'changed');
    expect(context.load().handbook).toBe('changed');
    put('Business_Goals.md', 'grow');
    expect(context.load().goals).toBe('grow');
    put('agent_skills/b.md', 'two');
    expect(context.load().skills).toHaveLength(2);
    put('agent_skills/c/SKILL.md', 'three');
    expect(context.load().skills).toHaveLength(3);
  });

  it('says what it cannot use and goes on', () => {
    const { put, context, vaultFolder } = vault();
    put('Company_Handbook.md', Buffer.alloc(256 * 1024 + 1, 97));
    put('Business_Goals.md', Buffer.from([0x66, 0xff, 0x66]));
    mkdirSync(join(vaultFolder, 'agent_skills/folder.md'), { recursive: true });
    put('agent_skills/broken.md', '---\nname: [\n---\nText');
    put('agent_skills/good.md', 'fine');
    const { handbook, goals, skills, problems } = context.load();
    expect([handbook, goals]).toEqual(['', '']);
    expect(skills.map(({ name }) => name)).toEqual(['broken', 'good']);
    expect(problems).toHaveLength(4);
    expect(problems.join('\n')).toMatch(/Company_Handbook\.md .*256 KiB[\s\S]*Business_Goals\.md .*UTF-8/);
  });

  it('refuses links that leave the vault, and follows those within', () => {
    const { put, context, vaultFolder } = vault();
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'h.md'), 'secret');
    symlinkSync(join(outside, 'h.md'), join(vaultFolder, 'Company_Handbook.md'));
    put('Notes/goals.md', 'inside');
    symlinkSync(join(vaultFolder, 'Notes/goals.md'), join(vaultFolder, 'Business_Goals.md'));
    symlinkSync(outside, join(vaultFolder, 'agent_skills'));
    const { handbook, goals, skills, problems } = context.load();
    expect([handbook, goals, skills]).toEqual(['', 'inside', []]);
    expect(problems).toHaveLength(2);
    put('Notes/goals.md', 'inside, changed');
    expect(context.load().goals).toBe('inside, changed');
  });
});
