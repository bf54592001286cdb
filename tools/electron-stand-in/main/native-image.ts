import { existsSync, readFileSync } from 'node:fs';
import { imitates, Loud, namespace } from './loud.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** An image as the bytes it came from. Only PNG is measured; nothing is decoded or scaled. */
export class NativeImage extends Loud {
  isMacTemplateImage = false;
  readonly #bytes: Buffer;
  readonly #representations: number[] = [];

  constructor(bytes: Buffer) {
    super();
    this.#bytes = bytes;
  }

  isEmpty = (): boolean => this.#bytes.length === 0 && this.#representations.length === 0;
  toPNG = (): Buffer => this.#bytes;
  toDataURL = (): string => `data:image/png;base64,${this.#bytes.toString('base64')}`;
  getSize = (): Size => sizeOf(this.#bytes);
  getAspectRatio = (): number => this.getSize().width / (this.getSize().height || 1);
  getScaleFactors = (): number[] => [1, ...this.#representations];
  isTemplateImage = (): boolean => this.isMacTemplateImage;
  resize = (_options: object): NativeImage => this;
  crop = (_bounds: object): NativeImage => this;

  setTemplateImage(isTemplate: boolean): void {
    this.isMacTemplateImage = isTemplate;
  }

  addRepresentation({ scaleFactor = 1 }: { readonly scaleFactor?: number }): void {
    this.#representations.push(scaleFactor);
  }
}
imitates(NativeImage, 'NativeImage', import.meta.url);

export const nativeImage = namespace('nativeImage', import.meta.url, {
  createEmpty: () => new NativeImage(Buffer.alloc(0)),
  /** Empty when there is no such file, as in Electron. */
  createFromPath: (path: string) => new NativeImage(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  createFromBuffer: (buffer: Buffer) => new NativeImage(buffer),
  createFromDataURL: (url: string) => new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
});

function sizeOf(bytes: Buffer): Size {
  if (!bytes.subarray(0, 8).equals(pngSignature)) return { width: 0, height: 0 };
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
