import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { createCodec } from '../page/codec.ts';
import type { ProcessInfo } from '../page/wire.ts';

/** The world that Electron's preload scripts run in. */
export const preloadWorldName = 'Electron Isolated Context';
export const bindingName = '__electronStandIn';

/** Unknown to pages: whoever knows it could speak on the wire between the two worlds. */
const key = randomBytes(12).toString('hex');
export const deliverName = `deliver${key}`;
/** The function in which a page stops to be answered; see `page-questions.ts`. */
export const askName = `ask${key}`;

export interface PageScripts {
  readonly mainWorld: string;
  readonly preloadWorld: string;
}

interface PageModule {
  readonly [name: string]: () => unknown;
}

// By address, so that this side's type check, which has no DOM, does not read code meant for pages.
const sources: Promise<Readonly<Record<string, string>>> = (async () => {
  const files = ['bridge', 'emitter', 'main-world', 'preload-world'];
  const modules = await Promise.all(
    files.map((file) => import(new URL(`../page/${file}.ts`, import.meta.url).href) as Promise<PageModule>),
  );
  return Object.fromEntries(
    modules.flatMap((module) => Object.entries(module)).map(([name, part]) => [name, part.toString()]),
  );
})();

/** The source text of both worlds for a window with this preload script. */
export async function pageScripts(
  preloadPath: string | undefined,
  args: readonly string[],
): Promise<PageScripts> {
  const { createBridge, createEmitterClass, mainWorld, preloadWorld } = await sources;
  const info: ProcessInfo = {
    platform: process.platform,
    arch: process.arch,
    versions: process.versions,
    argv: [process.execPath, ...args],
    resourcesPath: process.resourcesPath,
  };
  return {
    mainWorld: `(${mainWorld})(${createBridge}, '${key}');`,
    preloadWorld: `(${preloadWorld})({
      createBridge: ${createBridge},
      codec: (${createCodec})(),
      EventEmitter: (${createEmitterClass})(),
      key: '${key}',
      binding: '${bindingName}',
      info: ${JSON.stringify(info)},
      ask: function ${askName}(question, value, text) { var answer; debugger; return answer; },
      preload: ${preloadPath === undefined ? 'null' : preloadFunction(preloadPath)},
    });`,
  };
}

function preloadFunction(path: string): string {
  const source = `function (require, process, module, exports) {${readFileSync(path, 'utf8')}\n}`;
  try {
    new Script(`(${source})`, { filename: path });
    return source;
  } catch (error) {
    // A script that does not parse would take everything down with it in silence.
    return `function () { throw new SyntaxError(${JSON.stringify(`${path}: ${String(error)}`)}); }`;
  }
}
