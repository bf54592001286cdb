import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vaultPathProblem } from '../../../src/core/policy/index.ts';

describe('a path that a plan may write', () => {
  it.each([
    'Tasks/a.md',
    'Notes/2026/02/Café.md',
    'Drafts/نوٹ.md',
    'Briefings/week 7.md',
    'Incidents/console.md',
    'Tasks/a..b.md',
  ])('%j is allowed', (path) => expect(vaultPathProblem(path)).toBeNull());

  it.each([
    '',
    'a.md',
    'Tasks',
    'Tasks/',
    'Tasks/a.txt',
    'Tasks/a.MD',
    'Tasks/.md',
    'Tasks/a.md/',
    '/Tasks/a.md',
    '//host/Tasks/a.md',
    'C:/Tasks/a.md',
    'C:Tasks/a.md',
    'Tasks\\a.md',
    'Tasks/..\\a.md',
    'Tasks/../Company_Handbook.md',
    'Tasks/./a.md',
    'Tasks//a.md',
    '../Tasks/a.md',
    'tasks/a.md',
    'TASKS/a.md',
    'Tasks /a.md',
    'Tasks./a.md',
    'agent_skills/a.md',
    'Company_Handbook.md',
    'Dashboard.md',
    '.obsidian/a.md',
    'Tasks/.hidden/a.md',
    'Tasks/a.md\0',
    'Tasks/a\0.md',
    'Tasks/a\n.md',
    'Tasks/con.md',
    'Tasks/NUL.x.md',
    'Tasks/com1/a.md',
    'Tasks/LPT9 .md',
    'Tasks/com¹.md',
    'Tasks/a .md/b .md ',
    'Tasks/x./a.md',
    'Tasks/ x/a.md',
    'Tasks/a:b.md',
    'Tasks/a.md:x.md',
    'Tasks/a?.md',
    'Tasks/a*.md',
    'Tasks/%2e%2e/a.md',
    'Ｔasks/a.md',
    'Tasks／a.md',
    'Tasks/．．/a.md',
    'Tasks/․․/a.md',
    'Tasks/a\u200b.md',
    'Tasks/\u202ea.md',
    'Tasks/\ud800.md',
    `Tasks/${'x'.repeat(250)}.md`,
    `Tasks/${'ü'.repeat(120)}.md`,
    `Tasks/${'a/'.repeat(300)}b.md`,
    'Tаsks/a.md',
  ])('%j is refused', (path) => expect(vaultPathProblem(path)).toEqual(expect.any(String)));

  it.each([undefined, null, 5, {}, ['Tasks/a.md']])('%j is no path', (path) =>
    expect(vaultPathProblem(path)).not.toBeNull(),
  );

  it('what is allowed stays inside its folder on any system', () => {
    const piece = fc.constantFrom(
      'Tasks',
      'Notes',
      'a',
      '..',
      '.',
      '',
      ' ',
      'con',
      'x.md',
      '.md',
      '\\',
      '/',
      ':',
      'é',
      '．',
      '\u0000',
      'A.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('/', ''), (pieces, glue) => {
        const path = pieces.join(glue);
        if (vaultPathProblem(path) !== null) return;
        const url = new URL(path, 'file:///vault/');
        expect(decodeURIComponent(url.pathname)).toMatch(/^\/vault\/(?:Tasks|Notes)\/.+\.md$/);
      }),
      { numRuns: 2_000 },
    );
  });
});
