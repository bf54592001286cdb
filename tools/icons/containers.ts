/** A square PNG and its width in pixels. */
export interface SizedPng {
  readonly size: number;
  readonly png: Uint8Array;
}

/** The plain file of a single PNG. */
export function onePng(images: readonly SizedPng[]): Uint8Array {
  const [image] = images;
  if (image === undefined || images.length > 1) throw new RangeError('a .png holds exactly one picture');
  return image.png;
}

/** A Windows icon file that holds PNGs (understood since Windows Vista), smallest first. */
export function encodeIco(images: readonly SizedPng[]): Uint8Array {
  const headerBytes = 6;
  const entryBytes = 16;
  const directory = Buffer.alloc(headerBytes + entryBytes * images.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let offset = directory.length;
  for (const [index, { size, png }] of images.entries()) {
    const entry = headerBytes + entryBytes * index;
    // A zero stands for 256.
    directory.writeUInt8(size % 256, entry);
    directory.writeUInt8(size % 256, entry + 1);
    directory.writeUInt16LE(1, entry + 4);
    directory.writeUInt16LE(32, entry + 6);
    directory.writeUInt32LE(png.length, entry + 8);
    directory.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([directory, ...images.map(({ png }) => png)]);
}

/** The icon types of macOS that hold a PNG, by width; the second of a width is the @2x of half of it. */
const icnsTypes: readonly (readonly [type: string, size: number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
];

/** A macOS icon file; sizes that are missing are left out. */
export function encodeIcns(images: readonly SizedPng[]): Uint8Array {
  const blocks = icnsTypes.flatMap(([type, size]) => {
    const image = images.find((candidate) => candidate.size === size);
    return image === undefined ? [] : [block(type, image.png)];
  });
  return block('icns', Buffer.concat(blocks));
}

function block(type: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
