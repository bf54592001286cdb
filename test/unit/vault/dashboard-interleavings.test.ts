import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginMarker, endMarker } from '../../../src/core/vault/index.ts';
import { dashboardIn, observed, type SaveStyle, save, view } from './dashboard-fixtures.ts';

interface Edit {
  /** The operation of the employee before which the editor saves. */
  readonly at: number;
  /** From what the file holds now, or from what the editor read when it was opened. */
  readonly from: 'now' | 'stale buffer';
  readonly style: SaveStyle;
}

/** Updates while an editor saves at the given operations, each time with a line that must never be lost. */
async function updateWhileSaving(edits: readonly Edit[], former: string) {
  let operation = 0;
  let blind = false;
  const lines: string[] = [];
  let buffer = former;
  const setting = dashboardIn(
    former,
    observed((name) => {
      const place = operation++;
      // From the last look at the name to the rename, a save by rename cannot be seen: the stated limit.
      if (name === 'sync') blind = true;
      const saving = edits.filter((edit) => edit.at === place && !(blind && edit.style === 'by rename'));
      if (name === 'rename') blind = false;
      for (const edit of saving) {
        const line = `person's line ${lines.length}`;
        lines.push(line);
        const current = existsSync(setting.path) ? readFileSync(setting.path, 'utf8') : '';
        const base = edit.from === 'now' ? current : buffer;
        buffer = `${base}${base.endsWith('\n') ? '' : '\n'}${line}\n`;
        save(setting.path, buffer, edit.style);
      }
    }),
  );
  const failures: unknown[] = [];
  for (const inbox of [1, 2, 3]) {
    const changed = view({ counts: { ...view().counts, inbox } });
    await setting.dashboard.update(changed).catch((error: unknown) => failures.push(error));
  }
  return { ...setting, lines, failures, operations: operation };
}

function expectNothingLost(result: Awaited<ReturnType<typeof updateWhileSaving>>): void {
  const everywhere = [result.text(), ...result.beside().map(({ text }) => text)].join('\n');
  for (const line of [...result.lines, 'Mine above', 'Mine below'])
    expect(everywhere.split('\n').map((found) => found.trimEnd())).toContain(line);
}

const former = `Mine above\n${beginMarker}\n${endMarker}\nMine below\n`;

describe('an editor that saves while the dashboard is written', () => {
  it.each(['in place', 'by rename'] as const)(
    'loses nothing at any single step, saving %s',
    async (style) => {
      const { operations } = await updateWhileSaving([], former);
      expect(operations).toBeGreaterThan(30);
      let saves = 0;
      for (let at = 0; at < operations; at += 1) {
        const result = await updateWhileSaving([{ at, from: 'now', style }], former);
        saves += result.lines.length;
        expectNothingLost(result);
        expect(result.failures).toEqual([]);
        // One save is always merged: nothing needs to be kept beside.
        expect(result.beside()).toEqual([]);
        await result.open().update(view());
        expect(result.text().match(/^(## Employee|<!-- employee:\w+ -->)/gm)).toEqual([
          beginMarker,
          '## Employee',
          endMarker,
        ]);
      }
      expect(saves).toBeGreaterThan(style === 'in place' ? 30 : 10);
    },
    60_000,
  );

  it('loses nothing in any interleaving of saves', async () => {
    const edit = fc.record({
      at: fc.nat({ max: 120 }),
      from: fc.constantFrom('now' as const, 'now' as const, 'stale buffer' as const),
      style: fc.constantFrom('in place' as const, 'by rename' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { maxLength: 8 }),
        fc.constantFrom(former, 'Mine above\nMine below'),
        async (edits, start) => {
          expectNothingLost(await updateWhileSaving(edits, start));
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('is told from the file at rest when it never stops saving', async () => {
    let count = 0;
    const setting = dashboardIn(
      former,
      observed((name) => {
        if (name === 'rename') save(setting.path, `${former}${count++}\n`, 'in place');
      }),
    );
    await expect(setting.dashboard.update(view())).rejects.toMatchObject({ code: 'conflict' });
    expect([setting.text(), ...setting.beside().map(({ text }) => text)].join('\n')).toContain(
      `Mine below\n${count - 1}\n`,
    );
  });
});
