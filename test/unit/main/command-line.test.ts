import { describe, expect, it } from 'vitest';
import { commandLineOf } from '../../../src/main/command-line.ts';

describe('the command line of the installed app', () => {
  it('is what follows --cli, whatever switches stand before it', () => {
    expect(commandLineOf(['app', '--cli', 'tasks', 'list', '--json'])).toEqual(['tasks', 'list', '--json']);
    expect(commandLineOf(['app', '--ozone-platform=headless', '--disable-gpu', '--cli'])).toEqual([]);
    expect(commandLineOf(['electron', '.', '--cli', 'status', '--cli'])).toEqual(['status', '--cli']);
  });

  it('is none when the tray app is started, also with files dropped on it', () => {
    expect(commandLineOf(['app'])).toBeUndefined();
    expect(commandLineOf(['app', '/home/a/--cli.txt'])).toBeUndefined();
  });
});
