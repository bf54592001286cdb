const { contextBridge, ipcRenderer, webUtils } = require('electron');

globalThis.onlyInPreload = true;

contextBridge.exposeInMainWorld('sample', {
  echo: (...args) => ipcRenderer.invoke('echo', ...args),
  fail: () => ipcRenderer.invoke('fail'),
  later: () => ipcRenderer.invoke('later'),
  unknown: () => ipcRenderer.invoke('no such channel'),
  sync: (value) => ipcRenderer.sendSync('sync', value),
  refuse: () => {
    throw new Error('not allowed');
  },
  twice: (callback) => [callback(1), callback(2)],
  pathOf: (file) => webUtils.getPathForFile(file),
  missing: () => ipcRenderer.postMessage('x'),
  onPush: (callback) => {
    const listener = (_event, ...args) => callback(...args);
    ipcRenderer.on('push', listener);
    return () => ipcRenderer.removeListener('push', listener);
  },
  nested: { list: [1, { two: 2 }], when: new Date(0) },
});
