import { SystemClock, SystemRandom } from '../../src/core/clock/index.ts';
import { type FileSystem, Files, NodeFileSystem } from '../../src/core/files/index.ts';

/** Real durable files, on the machine's file system unless another is given. */
export function testFiles(fileSystem: FileSystem = new NodeFileSystem()): Files {
  return new Files({
    fileSystem,
    clock: new SystemClock(),
    random: new SystemRandom(),
    platform: process.platform,
  });
}
