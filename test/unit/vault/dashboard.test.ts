import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/core/clock/index.ts';
import { beginMarker, Dashboard, endMarker } from '../../../src/core/vault/index.ts';
import { testFiles } from '../../helpers/test-files.ts';
import { dashboardIn, observed, view } from './dashboard-fixtures.ts';

const busy = view({ counts: { ...view().counts, inbox: 7 } });

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

describe('the dashboard', () => {
  it('is created with the section when it is missing', async () => {
    const { dashboard, text } = dashboardIn();
    expect(await dashboard.update(view())).toBe('written');
    expect(text()).toMatch(new RegExp(`^${beginMarker}\n## Employee\n[\\s\\S]*\n${endMarker}\n$`));
  });

  it.each([
    ['plain', `# My day\n\n${beginMarker}\n${endMarker}\n\nNotes`],
    ['CRLF', `# My day\r\n\r\n${beginMarker}\r\n${endMarker}\r\n\r\nNotes\r\n`],
    ['byte order mark', `\ufeff# My day\n${beginMarker}\n${endMarker}\nNotes\n`],
    ['nothing after the end', `${beginMarker}\n${endMarker}`],
    ['indented markers', `Top\n  ${beginMarker}  \n  ${endMarker}\t\nBottom`],
  ])("keeps a person's text byte for byte: %s", async (_name, former) => {
    const { dashboard, text } = dashboardIn(former);
    await dashboard.update(view());
    await dashboard.update(busy);
    const [above, inner, below] = text().split(
      /(?<=<!-- employee:begin -->)([\s\S]*)(?=<!-- employee:end -->)/,
    );
    const [formerAbove, , formerBelow] = former.split(
      /(?<=<!-- employee:begin -->)([\s\S]*)(?=<!-- employee:end -->)/,
    );
    expect(above).toBe(formerAbove);
    expect(below?.trimStart()).toBe(formerBelow?.trimStart());
    expect(inner).toContain('| 7 | 0 | 0 | 1,204 |');
    if (former.includes('\r\n')) expect(inner).not.toMatch(/(?<!\r)\n/);
    else expect(inner).not.toContain('\r');
  });

  it('keeps bytes that are no text', async () => {
    const odd = Buffer.from([0x80, 0xff, 0x0a, 0xc3, 0x28, 0x0a]);
    const { dashboard, bytes } = dashboardIn(
      Buffer.concat([odd, Buffer.from(`${beginMarker}\n${endMarker}\n`), odd]),
    );
    await dashboard.update(view());
    expect(bytes().subarray(0, odd.length)).toEqual(odd);
    expect(bytes().subarray(-odd.length)).toEqual(odd);
  });

  it('puts the section above the status page of the original system, below its properties', async () => {
    const original = '# Personal AI Employee Dashboard\n\n**Status**: running\n';
    const plain = dashboardIn(original);
    await plain.dashboard.update(view());
    expect(plain.text().endsWith(`${endMarker}\n\n${original}`)).toBe(true);
    const withProperties = dashboardIn(`---\ntags: [x]\n---\n${original}`);
    await withProperties.dashboard.update(view());
    expect(withProperties.text().startsWith(`---\ntags: [x]\n---\n${beginMarker}\n`)).toBe(true);
    expect(withProperties.text().endsWith(`${endMarker}\n\n${original}`)).toBe(true);
  });

  it('is not written while nothing but the time changed, nor read', async () => {
    const operations: string[] = [];
    const { dashboard, open } = dashboardIn(
      undefined,
      observed((operation) => operations.push(operation)),
    );
    await dashboard.update(view());
    operations.length = 0;
    expect(await dashboard.update(view({ updatedAt: '2026-02-07T10:00:00.000Z' }))).toBe('unchanged');
    expect(operations).toEqual(['stat']);
    expect(await open().update(view({ updatedAt: '2026-02-07T11:00:00.000Z' }))).toBe('unchanged');
    expect(operations).not.toContain('rename');
  });

  it('is put right when a person changed or removed the section', async () => {
    const { dashboard, path, text } = dashboardIn();
    await dashboard.update(view());
    writeFileSync(path, 'all new\n');
    expect(await dashboard.update(view())).toBe('written');
    expect(text()).toContain('## Employee');
    expect(text().endsWith('all new\n')).toBe(true);
  });

  it('is written where a held file blocks the rename (Windows)', async () => {
    let held = 0;
    const fileSystem = observed((operation) => {
      if (operation === 'open') held += 1;
      if (operation === 'close') held -= 1;
      if (operation === 'rename') expect(held).toBe(0);
    });
    const { open, text } = dashboardIn('Mine\n', fileSystem);
    expect(await open('win32').update(view())).toBe('written');
    expect(text().endsWith('Mine\n')).toBe(true);
  });

  it('refuses a file of unreasonable size and leaves it alone', async () => {
    const { dashboard, text } = dashboardIn('x'.repeat(5 * 1024 * 1024));
    await expect(dashboard.update(view())).rejects.toMatchObject({ code: 'invalid_input' });
    expect(text()).toHaveLength(5 * 1024 * 1024);
  });
});

describe('damaged markers', () => {
  async function written(): Promise<string> {
    const { dashboard, text } = dashboardIn(`Above\n${beginMarker}\n${endMarker}\nBelow\n`);
    await dashboard.update(view());
    return text();
  }

  it.each([
    ['the end marker is gone', (text: string) => text.replace(`${endMarker}\n`, '')],
    ['the begin marker is gone', (text: string) => text.replace(`${beginMarker}\n`, '')],
    ['both are gone', (text: string) => text.replace(`${beginMarker}\n`, '').replace(`${endMarker}\n`, '')],
    [
      'they changed places',
      (text: string) =>
        text.replace(beginMarker, 'X').replace(endMarker, beginMarker).replace('X', endMarker),
    ],
    ['the section is there twice', (text: string) => text.replace('Below\n', `${text.slice(6)}`)],
    [
      'a marker is there twice',
      (text: string) => text.replace(beginMarker, `${beginMarker}\n${beginMarker}`),
    ],
  ])('are put right and stale status goes when %s', async (_name, damage) => {
    const damaged = damage(await written());
    const { dashboard, text, beside } = dashboardIn(damaged);
    expect(await dashboard.update(busy)).toBe('written');
    expect(text().match(/^(Above|Below|## Employee|<!-- employee:\w+ -->)$/gm)).toEqual([
      'Above',
      beginMarker,
      '## Employee',
      endMarker,
      'Below',
    ]);
    expect(occurrences(text(), '| Inbox |')).toBe(1);
    expect(beside()).toEqual([]);
  });

  it("never cost a person's text, even between them", async () => {
    const former = `one\n${endMarker}\ntwo\n${beginMarker}\nthree\n${beginMarker}\nfour`;
    const { dashboard, text } = dashboardIn(former);
    await dashboard.update(view());
    expect(text().match(/^(one|two|three|four|<!-- employee:\w+ -->)$/gm)).toEqual([
      'one',
      beginMarker,
      endMarker,
      'two',
      'three',
      'four',
    ]);
  });

  it('are not seen in the middle of a sentence', async () => {
    const { dashboard, text } = dashboardIn(`The text \`${beginMarker}\` marks it.\n`);
    await dashboard.update(view());
    expect(text().endsWith(`The text \`${beginMarker}\` marks it.\n`)).toBe(true);
  });
});

describe('text a person wrote inside the section', () => {
  it('moves below the end marker when our own part is intact', async () => {
    const { dashboard, path, text, beside } = dashboardIn(`${beginMarker}\n${endMarker}\nBelow\n`);
    await dashboard.update(view());
    writeFileSync(path, text().replace(endMarker, `\nCall the bank\n${endMarker}`));
    await dashboard.update(busy);
    expect(text()).toMatch(new RegExp(`${endMarker}\n\nCall the bank\nBelow\n$`));
    expect(beside()).toEqual([]);
  });

  it('is kept in a copy beside when our own part was edited', async () => {
    const { dashboard, path, text, beside } = dashboardIn();
    await dashboard.update(view());
    const edited = text().replace('## Employee', '## Employee\nRemember the tax office');
    writeFileSync(path, edited);
    await dashboard.update(busy);
    expect(text()).not.toContain('tax office');
    expect(beside()).toEqual([
      {
        name: expect.stringMatching(/^Dashboard\.conflict-\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\.md$/),
        text: edited,
      },
    ]);
  });

  it('is not suspected when a formatter only laid the section out anew', async () => {
    const { dashboard, path, text, beside } = dashboardIn();
    await dashboard.update(view());
    writeFileSync(path, text().replaceAll('--:', ' ---: ').replace(/\n/g, '\r\n'));
    expect(await dashboard.update(view())).toBe('unchanged');
    await dashboard.update(busy);
    expect(beside()).toEqual([]);
  });

  it('is kept with the whole file when Windows saved it as UTF-16', async () => {
    const { dashboard, text, beside } = dashboardIn(Buffer.from('\ufeffMy notes', 'utf16le'));
    await dashboard.update(view());
    expect(text()).toMatch(/## Employee[\s\S]*My notes$/);
    expect(beside()).toHaveLength(1);
  });
});

describe('a file that is just being saved', () => {
  it("is read once it rests: emptied and not yet filled, it is never taken for the person's text", async () => {
    const { path, text } = dashboardIn('the old text\n');
    const editor = openSync(path, 'w');
    let written = false;
    const finishSaving = () => {
      if (!written) writeSync(editor, 'the whole new text\n');
      written = true;
    };
    const pauses: Clock = {
      now: () => statSync(path).mtimeMs + (written ? 1_000 : 10),
      after: (_delayMs, run) => {
        setImmediate(() => {
          finishSaving();
          run();
        });
        return { cancel: () => undefined };
      },
    };
    await new Dashboard({ files: testFiles(), path, clock: pauses }).update(view());
    finishSaving();
    closeSync(editor);
    expect(text().endsWith('the whole new text\n')).toBe(true);
  });
});
