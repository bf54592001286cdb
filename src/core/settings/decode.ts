import { parse } from 'dotenv';

/** Text of a file that a person wrote, also with Windows PowerShell, whose `>` writes UTF-16 with a mark. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** The variables of a `.env` file. */
export function parseDotenv(bytes: Buffer): Readonly<Record<string, string>> {
  return parse(decodeText(bytes));
}
