import { describe, expect, it } from 'vitest';
import { maxLines, partsOfLine, withNewLines } from '../../../src/renderer/screens/logs/log-line.ts';

describe('a line of a log', () => {
  it('is taken apart in our form', () => {
    expect(partsOfLine('2026-02-07T09:00:00.123Z WARN watcher left a file alone name=a.txt')).toEqual({
      time: '2026-02-07 09:00:00',
      level: 'warn',
      rest: 'watcher left a file alone name=a.txt',
    });
  });

  it('is taken apart in the form of the original system', () => {
    expect(partsOfLine('2026-02-07 09:00:00,123 - watcher - ERROR - it broke')).toEqual({
      time: '2026-02-07 09:00:00',
      level: 'error',
      rest: 'it broke',
    });
  });

  it('stays whole in any other form', () => {
    expect(partsOfLine('    at Object.run (main.js:1:1)')).toEqual({
      time: undefined,
      level: undefined,
      rest: '    at Object.run (main.js:1:1)',
    });
  });
});

describe('the lines kept', () => {
  it('are the newest ones, each with a number of its own', () => {
    const first = withNewLines(
      [],
      Array.from({ length: maxLines }, (_, index) => `old ${index}`),
    );
    const lines = withNewLines(first, ['same', 'same']);
    expect(lines).toHaveLength(maxLines);
    expect(lines.at(-1)).toEqual({ id: maxLines + 1, text: 'same' });
    expect(new Set(lines.map(({ id }) => id)).size).toBe(maxLines);
  });
});
