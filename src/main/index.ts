import { app } from 'electron';
import { commandLineOf, runCommandLine } from './command-line.ts';

const line = commandLineOf(process.argv);
if (line) runCommandLine(app, line);
// The shell is composed here.
else app.whenReady().then(() => app.quit());
