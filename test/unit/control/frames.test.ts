import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameReader, maxFrameBytes, ProtocolError } from '../../../src/core/control/frames.ts';

describe('frames', () => {
  it('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        (values, size) => {
          const reader = new FrameReader();
          reader.maxBytes = maxFrameBytes;
          const bytes = Buffer.from(values.map((value) => encodeFrame(value)).join(''));
          const read: unknown[] = [];
          for (let start = 0; start < bytes.length; start += size)
            read.push(...reader.push(bytes.subarray(start, start + size)));
          expect(read).toEqual(values.map((value) => JSON.parse(JSON.stringify(value))));
        },
      ),
    );
  });

  it('that are too long are refused before they are complete', () => {
    const reader = new FrameReader();
    expect(() => [...reader.push(Buffer.alloc(1024, 'a')), ...reader.push(Buffer.from('a'))]).toThrow(
      ProtocolError,
    );
  });

  it('that are not JSON are refused', () => {
    expect(() => [...new FrameReader().push(Buffer.from('GET / HTTP/1.1\r\n'))]).toThrow(ProtocolError);
  });

  it('longer than 16 MiB are not made', () => {
    expect(encodeFrame('x'.repeat(maxFrameBytes))).toBeUndefined();
  });
});
