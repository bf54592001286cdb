import { describe, expect, it } from 'vitest';
import {
  changedArguments,
  draftOf,
  isValid,
} from '../../../src/renderer/screens/approvals/argument-draft.ts';

const given = { amount: '1200.00', copies: 2, to: ['a@b.example'], note: '' };

describe('arguments being edited', () => {
  it('send nothing when nothing was changed', () => {
    expect(changedArguments(given, draftOf(given))).toEqual({});
  });

  it('keep texts as texts and read the rest as JSON', () => {
    const draft = { ...draftOf(given), amount: '1300', copies: '3', to: '["c@d.example"]' };
    expect(changedArguments(given, draft)).toEqual({ amount: '1300', copies: 3, to: ['c@d.example'] });
  });

  it('refuse what is no JSON where JSON stood', () => {
    expect(isValid(given.copies, 'three')).toBe(false);
    expect(isValid(given.amount, 'three')).toBe(true);
  });
});
