import { app } from 'electron';

// The shell is composed here.
app.whenReady().then(() => app.quit());
