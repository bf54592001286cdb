import { contextBridge } from 'electron';

contextBridge.exposeInMainWorld('employee', {});
