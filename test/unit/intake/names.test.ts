import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  extensionOf,
  isIgnored,
  priorityOf,
  refusalByExtension,
  slugOf,
  taskIdFor,
} from '../../../src/core/intake/names.ts';

const accepted = ['.txt', '.md'];

describe('a task id', () => {
  it('holds the time, the name of the file and chance', () => {
    expect(taskIdFor('health_check.txt', Date.UTC(2026, 1, 7, 9, 0, 0, 123), '7f3a9c')).toBe(
      '20260207T090000123Z-health_check-7f3a9c',
    );
  });

  it('keeps the name findable: letters, digits, _ and - stay as they are', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/),
        (stem) => slugOf(`${stem}.txt`) === stem,
      ),
    );
  });

  it('needs no quoting and is never empty, whatever the file is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        expect(slugOf(name)).toMatch(/^[A-Za-z0-9_-]{1,60}$/);
      }),
    );
  });

  it.each([
    ['🎉.txt', 'file'],
    ['rechnung für März.txt', 'rechnung_f_r_M_rz'],
    ['archive.tar.json', 'archive_tar'],
    ['.txt', '_txt'],
    ['a'.repeat(100), 'a'.repeat(60)],
  ])('of %s has the slug %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe('an extension', () => {
  it.each([
    ['a.TXT', '.txt'],
    ['a.txt. ', '.txt'],
    ['a', ''],
    ['.gitignore', ''],
    ['a.b.md', '.md'],
  ])('of %j is %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension);
  });

  it('that is not read is refused by name', () => {
    expect(refusalByExtension('a.MD', accepted)).toBeUndefined();
    expect(refusalByExtension('a.docx', accepted)).toBe(
      'Files ending in .docx are not read; drop .txt, .md instead',
    );
    expect(refusalByExtension('README', accepted)).toBe(
      'Files without an extension are not read; drop .txt, .md instead',
    );
  });
});

it('hidden and temporary files are ignored, others are not', () => {
  for (const name of ['.a.txt', '~$a.txt', 'a.PART', 'a.tmp', 'a.crdownload'])
    expect(isIgnored(name)).toBe(true);
  for (const name of ['a.txt', 'part.txt', 'a.tmp.txt', '~a.txt']) expect(isIgnored(name)).toBe(false);
});

it('urgent or important in the name gives a high priority', () => {
  expect(priorityOf('Very-URGENT.txt')).toBe('high');
  expect(priorityOf('important_note.md')).toBe('high');
  expect(priorityOf('note.md')).toBe('normal');
});
