import { describe, expect, it } from 'vitest';
import { inspectionOf } from '../../../src/renderer/client/fake/restore-data.ts';
import {
  chosenParts,
  emptyDraft,
  isComplete,
  startParams,
  undoDraft,
} from '../../../src/renderer/wizard/draft.ts';

const inspection = inspectionOf('backup.zip', 'typical');
const foreign = inspectionOf('backup.zip', 'overfull');

describe('what a person chose in the wizard', () => {
  it('is vault and audit trail before they choose', () => {
    expect(chosenParts(emptyDraft, inspection)).toEqual(['vault', 'audit']);
    expect(startParams(emptyDraft, inspection)).toEqual({
      archive: 'backup.zip',
      parts: ['vault', 'audit'],
      continue_trail: false,
      digest: inspection.digest,
    });
  });

  it('leaves out what the archive does not have', () => {
    const parts = inspection.parts.filter(({ part }) => part !== 'audit');
    expect(chosenParts(emptyDraft, { ...inspection, parts })).toEqual(['vault']);
  });

  it('takes the trail of another install only to continue it', () => {
    expect(chosenParts(emptyDraft, foreign)).toEqual(['vault']);
    expect(chosenParts({ ...emptyDraft, continueTrail: true }, foreign)).toEqual(['vault', 'audit']);
    const hopeless = { ...foreign, can_continue_trail: false };
    expect(chosenParts({ ...emptyDraft, continueTrail: true }, hopeless)).toEqual(['vault']);
  });

  it('is single files with the parts they are of, and nothing else', () => {
    const files = new Map([
      ['obsidian_vault/a.md', { part: 'vault', kind: 'changed' }],
      ['obsidian_vault/b.md', { part: 'vault', kind: 'changed' }],
    ] as const);
    const draft = { ...emptyDraft, scope: 'files', files } as const;
    expect(startParams(draft, inspection)).toMatchObject({
      parts: ['vault'],
      paths: ['obsidian_vault/a.md', 'obsidian_vault/b.md'],
    });
  });

  it('is nothing yet without a part or a file', () => {
    expect(isComplete(emptyDraft, inspection)).toBe(true);
    expect(isComplete({ ...emptyDraft, parts: [] }, inspection)).toBe(false);
    expect(isComplete({ ...emptyDraft, scope: 'files' }, inspection)).toBe(false);
  });
});

describe('taking a restore back', () => {
  const marked = (kind: 'changed' | 'new') => ({ part: 'vault', kind }) as const;
  const single = (kinds: readonly ('changed' | 'new')[]) => ({
    ...emptyDraft,
    scope: 'files' as const,
    files: new Map(kinds.map((kind, index) => [`obsidian_vault/${index}.md`, marked(kind)])),
  });

  it('restores the same parts from the safety backup', () => {
    expect(undoDraft(emptyDraft, 'safety.zip', ['vault'])).toEqual({
      ...emptyDraft,
      step: 'confirm',
      archive: 'safety.zip',
      parts: ['vault'],
    });
  });

  it('puts back the same files, and no others, where there was one of each', () => {
    const draft = single(['changed', 'changed']);
    expect(undoDraft(draft, 'safety.zip', ['vault'])).toMatchObject({ scope: 'files', files: draft.files });
  });

  it('takes the whole part where a file was not here before: only that takes it away again', () => {
    expect(undoDraft(single(['changed', 'new']), 'safety.zip', ['vault'])).toMatchObject({
      scope: 'parts',
      parts: ['vault'],
    });
  });
});
