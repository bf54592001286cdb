import { app } from 'electron';
import { commandLineOf, runCommandLine } from './command-line.ts';
import { startTrayApp } from './tray-app.ts';

const line = commandLineOf(process.argv);
if (line) runCommandLine(app, line);
else startTrayApp();
