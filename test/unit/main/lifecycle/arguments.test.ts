import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStart } from '../../../../src/main/lifecycle/index.ts';

const here = resolve('/somewhere');
const app = resolve('/app');

describe('what a start was asked for', () => {
  it.each([
    [[], { workspace: undefined, files: [], hidden: false }],
    [['--hidden'], { workspace: undefined, files: [], hidden: true }],
    [['--workspace', '/w'], { workspace: '/w', files: [], hidden: false }],
    [['--workspace=/w'], { workspace: '/w', files: [], hidden: false }],
    [['a.txt', '/b.txt'], { workspace: undefined, files: [resolve(here, 'a.txt'), '/b.txt'], hidden: false }],
    [['/app', '--no-sandbox', '--enable-features=X', ''], { workspace: undefined, files: [], hidden: false }],
    [['/app/'], { workspace: undefined, files: [], hidden: false }],
  ])('%j', (args, expected) => {
    expect(parseStart(['/usr/bin/electron', ...args], here, app)).toEqual(expected);
  });
});
