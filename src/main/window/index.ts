/**
 * The windows, the main one and that of the restore wizard: each a page, served by the app, that can reach nothing but
 * its bridge.
 */
export { setAppMenu } from './app-menu.ts';
export { MainWindow } from './main-window.ts';
export { isOurPage } from './page-address.ts';
export { registerPageScheme, servePageTo } from './serve.ts';
export { guardContents, guardSession } from './session-rules.ts';
export { WizardWindow } from './wizard-window.ts';
