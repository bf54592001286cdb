import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Answer, Bridge } from '../shared/ipc/bridge.ts';
import { channelNames, dropChannel, topicNames, wire } from '../shared/ipc/names.ts';

interface Push {
  readonly id: number;
  readonly message: unknown;
}

/** A listener as this side calls it: the app pushes only what the topic of its subscription says. */
type Listener = (message: never) => void;

const listeners = new Map<number, Listener>();
let lastId = 0;

ipcRenderer.on(wire.message, (_event, { id, message }: Push) => {
  // The app validated it against the topic before it was sent.
  listeners.get(id)?.(message as never);
});

const bridge: Bridge = {
  call: async (name, params, id) => {
    if (!channelNames.some((known) => known === name)) return unknownName(String(name));
    return ipcRenderer.invoke(wire.call, { name, params, ...(id !== undefined && { id }) });
  },
  cancel: (id) => ipcRenderer.send(wire.cancel, { id }),
  subscribe: (name, params, listener) => {
    if (!topicNames.some((known) => known === name)) return () => undefined;
    const id = ++lastId;
    listeners.set(id, listener);
    ipcRenderer.send(wire.subscribe, { id, name, params });
    return () => {
      if (listeners.delete(id)) ipcRenderer.send(wire.unsubscribe, { id });
    };
  },
  dropFiles: async (files) => {
    // A file that a page made itself has no path: only what a person dropped goes in.
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    if (paths.length === 0) return { ok: true, value: { added: [], refused: [] } };
    return ipcRenderer.invoke(wire.call, { name: dropChannel, params: { paths } });
  },
};

function unknownName(name: string): Answer<never> {
  return {
    ok: false,
    error: {
      code: 'not_available',
      what: `cannot do ${name.slice(0, 100)}`,
      why: 'the app does not know it',
      hint: 'Reload the window',
    },
  };
}

contextBridge.exposeInMainWorld('employee', bridge);
