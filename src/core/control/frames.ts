/** Longest frame in bytes once both sides have proved the token. */
export const maxFrameBytes = 16 * 1024 * 1024;
/** Longest frame in bytes before that: a stranger can make the other side keep no more. */
const maxHandshakeFrameBytes = 1024;

const newline = 10;

/** The other side does not follow the protocol; the connection is of no more use. */
export class ProtocolError extends Error {}

/** Splits a byte stream into frames: one JSON value per line. */
export class FrameReader {
  /** Raised once the other side has proved the token. */
  maxBytes = maxHandshakeFrameBytes;
  #parts: Buffer[] = [];
  #heldBytes = 0;

  /** The values completed by `chunk`. Throws `ProtocolError` for what is not JSON or too long. */
  *push(chunk: Buffer): Generator<unknown> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(newline, start);
      const piece = chunk.subarray(start, end === -1 ? undefined : end);
      if (this.#heldBytes + piece.byteLength > this.maxBytes) throw new ProtocolError('a frame is too long');
      if (end === -1) {
        if (piece.byteLength > 0) this.#parts.push(piece);
        this.#heldBytes += piece.byteLength;
        return;
      }
      const line = this.#parts.length === 0 ? piece : Buffer.concat([...this.#parts, piece]);
      this.#parts = [];
      this.#heldBytes = 0;
      start = end + 1;
      yield parseFrame(line);
    }
  }
}

/** One value as a line; `undefined` when it is longer than a frame may be. */
export function encodeFrame(value: unknown): string | undefined {
  const line = `${JSON.stringify(value)}\n`;
  return Buffer.byteLength(line) > maxFrameBytes ? undefined : line;
}

function parseFrame(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    throw new ProtocolError('a frame is not JSON');
  }
}
