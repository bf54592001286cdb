import { isMainThread, parentPort } from 'node:worker_threads';

/** How the program talks to whoever started it. */
export interface ProgramPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Ends the program when what was posted has been sent. */
  end(): void;
}

/** Electron's utility processes have one on `process`. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** The way to the starter, whichever kind of process or thread this is. */
export function ownPort(): ProgramPort {
  if (!isMainThread && parentPort) {
    const port = parentPort;
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => void port.on('message', listener),
      end: () => port.close(),
    };
  }
  const utility: unknown = Reflect.get(process, 'parentPort');
  if (isUtilityPort(utility)) {
    return {
      post: (message) => utility.postMessage(message),
      onMessage: (listener) => utility.on('message', ({ data }) => listener(data)),
      end: () => process.exit(),
    };
  }
  // Whoever started it is gone: nobody waits for the result, and the next start removes what is half done.
  process.on('disconnect', () => process.exit());
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
    end: () => process.disconnect(),
  };
}

function isUtilityPort(value: unknown): value is UtilityPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value;
}
