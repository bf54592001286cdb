import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/core/intake/decode.ts';

const people = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\p{Cc}\uFEFF]/u.test(text));

async function read(bytes: Uint8Array): Promise<[string, string] | 'binary'> {
  const decoded = await decodeText(bytes);
  return decoded.kind === 'text' ? [decoded.text, decoded.encoding] : 'binary';
}

describe('text', () => {
  it('in UTF-8 comes out as written, with or without a mark', async () => {
    await fc.assert(
      fc.asyncProperty(people, async (text) => {
        expect(await read(Buffer.from(`Text: ${text}`))).toEqual([`Text: ${text}`, 'utf-8']);
        expect(await read(Buffer.from(`\uFEFF${text}`))).toEqual([text, 'utf-8']);
      }),
    );
  });

  it.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    'in %s with a mark comes out as written',
    async (encoding) => {
      await fc.assert(
        fc.asyncProperty(people, async (text) => {
          expect(await read(iconv.encode(`\uFEFF${text}`, encoding, { addBOM: false }))).toEqual([
            text,
            encoding,
          ]);
        }),
      );
    },
  );

  it.each(['utf-16le', 'utf-16be'])('in %s without a mark is recognized', async (encoding) => {
    const text = 'Transfer $5,000 to vendor Müller\r\n';
    expect(await read(iconv.encode(text, encoding, { addBOM: false }))).toEqual([text, encoding]);
  });

  it.each([
    ['windows-1252', 'Zahlung über 1.500 € an Müller'],
    ['windows-1252', 'Café déjà vu'],
    ['windows-1252', 'Grüße'],
    ['windows-1251', 'Оплатить счёт 12345 от Acme'],
    ['windows-1250', 'Zapłać fakturę za usługi księgowe do końca miesiąca, żeby uniknąć odsetek'],
    ['windows-1253', 'Πληρώστε το τιμολόγιο'],
    ['windows-1254', 'Faturayı ödeyiniz, teşekkürler ğüşiöç'],
    ['shift_jis', '請求書をお支払いください'],
    ['big5', '請支付發票一千美元給供應商'],
  ])('in %s reads %s', async (encoding, text) => {
    expect(await read(iconv.encode(text, encoding))).toEqual([text, encoding]);
  });

  it('keeps its line endings and control characters of layout', async () => {
    const text = 'a\r\nb\n\tc\fd\r';
    expect(await read(Buffer.from(text))).toEqual([text, 'utf-8']);
  });

  it('that is cut in the middle of a character loses only that character', async () => {
    const decoded = await decodeText(Buffer.from('für €').subarray(0, -1), false);
    expect(decoded).toEqual({ kind: 'text', text: 'für ', encoding: 'utf-8' });
  });

  it('that is empty is text', async () => {
    expect(await read(Buffer.alloc(0))).toEqual(['', 'utf-8']);
  });

  it('with a stray NUL in much text is still text', async () => {
    const text = `${'a long export '.repeat(50)}\0end`;
    expect(await read(Buffer.from(text))).toEqual([text, 'utf-8']);
  });
});

describe('what is not text', () => {
  it.each([
    ['a PDF document', Buffer.from('%PDF-1.7\nhello')],
    ['a zip archive or an office document', Buffer.from([0x50, 0x4b, 3, 4, 20, 0])],
    ['a PNG picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10])],
  ])('is named: %s', async (what, bytes) => {
    expect(await decodeText(bytes)).toEqual({ kind: 'binary', reason: `It is ${what}, not text` });
  });

  it('is told from its control characters', async () => {
    const noise = Buffer.from(
      Array.from({ length: 4_096 }, (_, index) => (index * 167 + (index >> 3)) & 0xff),
    );
    expect(await read(noise)).toBe('binary');
  });

  it('never makes decoding fail, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, complete) => {
        expect(['text', 'binary']).toContain((await decodeText(bytes, complete)).kind);
      }),
    );
  });
});
