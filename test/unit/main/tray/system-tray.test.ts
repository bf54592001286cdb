import { describe, expect, it } from 'vitest';
import { hasSystemTray, type RunProgram } from '../../../../src/main/tray/system-tray.ts';

const missing: RunProgram = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOENT' }));

describe('whether the session shows tray icons', () => {
  it('is certain on Windows and macOS', async () => {
    expect(await hasSystemTray('win32', missing)).toBe(true);
    expect(await hasSystemTray('darwin', missing)).toBe(true);
  });

  it.each([
    ['(true,)', true],
    ['(false,)', false],
    ['b true', true],
    ['b false', false],
    ['', false],
  ])('is asked of the session bus on Linux: %j', async (answer, expected) => {
    expect(await hasSystemTray('linux', async () => answer)).toBe(expected);
  });

  it('is asked with the next program where one is missing', async () => {
    const asked: string[] = [];
    const run: RunProgram = (program, args) => {
      asked.push(program);
      return program === 'busctl' ? Promise.resolve('b true') : missing(program, args);
    };
    expect(await hasSystemTray('linux', run)).toBe(true);
    expect(asked).toEqual(['gdbus', 'busctl']);
  });

  it('is not counted on where nobody can tell', async () => {
    expect(await hasSystemTray('linux', missing)).toBe(false);
  });
});
