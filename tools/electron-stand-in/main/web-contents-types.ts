import type { WindowOptions } from './browser-window.ts';
import type { Session } from './session.ts';

export interface WebPreferences {
  readonly preload?: string;
  readonly partition?: string;
  readonly session?: Session;
  readonly additionalArguments?: readonly string[];
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
  readonly nodeIntegrationInSubFrames?: boolean;
  readonly webviewTag?: boolean;
}

export type WindowOpenHandler = (details: {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
  readonly disposition: string;
}) => {
  readonly action: 'allow' | 'deny';
  readonly overrideBrowserWindowOptions?: WindowOptions;
};

export const contentsEventNames = [
  'before-input-event',
  'console-message',
  'context-menu',
  'destroyed',
  'devtools-opened',
  'did-create-window',
  'did-fail-load',
  'did-finish-load',
  'did-frame-finish-load',
  'did-frame-navigate',
  'did-navigate',
  'did-navigate-in-page',
  'did-start-loading',
  'did-stop-loading',
  'dom-ready',
  'ipc-message',
  'login',
  'page-title-updated',
  'preload-error',
  'render-process-gone',
  'responsive',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-prevent-unload',
  'will-redirect',
  'zoom-changed',
];

/** Not built: the stand-in always isolates. A window that asks for less must not look as if it had got it. */
export function refuseUnsafe(preferences: WebPreferences): void {
  const { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInSubFrames, webviewTag } = preferences;
  if (
    sandbox === false ||
    contextIsolation === false ||
    nodeIntegration ||
    nodeIntegrationInSubFrames ||
    webviewTag
  )
    throw new Error(
      'electron stand-in: only sandboxed, isolated windows without Node and webviews are imitated (main/web-contents-types.ts)',
    );
}
