import type { CreateBridge } from './wire.ts';

/**
 * Runs in the page's own world before any of its scripts: what Electron does in the browser for windows that pages
 * open and close. Runs by its source text: it must use nothing from outside itself.
 */
export function mainWorld(createBridge: CreateBridge, key: string): void {
  const opening = `open${key}`;

  function askToOpen(open: (url: string, name: string, features: string) => void): void {
    window.open = (url = '', name = '', features = '') => {
      open(url === '' ? 'about:blank' : new URL(url, location.href).href, name, features);
      return null;
    };
    window.addEventListener('click', (event) => {
      const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
      if (!link?.href || event.defaultPrevented) return;
      if (link.target !== '_blank' && !event.ctrlKey && !event.metaKey && !event.shiftKey) return;
      event.preventDefault();
      open(link.href, '_blank', '');
    });
  }

  // A frame within the page has no bridge: its wish goes by the page, whatever origin it has.
  if (window.top !== window) {
    const { top } = window;
    askToOpen((url, name, features) => top?.postMessage({ [opening]: { url, name, features } }, '*'));
    return;
  }

  const { post, onMessage } = createBridge('page', 'preload', key);
  window.close = () => post({ type: 'close' });
  askToOpen((url, name, features) => post({ type: 'open', url, name, features }));
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    type Wish = { readonly url: string; readonly name: string; readonly features: string };
    const wish = Reflect.get(Object(event.data), opening) as Wish | undefined;
    if (!wish) return;
    event.stopImmediatePropagation();
    post({ type: 'open', ...wish });
  });

  // Chromium's own prompts cannot be answered from outside, so the questions are asked before they get there.
  const asked = new Map<number, (granted: boolean) => void>();
  let lastId = 0;
  onMessage((message) => {
    const { id, granted } = message as { readonly id: number; readonly granted: boolean };
    asked.get(id)?.(granted);
    asked.delete(id);
  });

  function ask(name: string): Promise<boolean> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      asked.set(id, resolve);
      post({ type: 'permission', id, name });
    });
  }

  function guard(owner: object | undefined, method: string, permission: string): void {
    const original: unknown = owner && Reflect.get(owner, method);
    if (!owner || typeof original !== 'function') return;
    const guarded = async (...args: unknown[]): Promise<unknown> => {
      if (!(await ask(permission))) throw new DOMException('Permission denied', 'NotAllowedError');
      return Reflect.apply(original, owner, args);
    };
    Object.defineProperty(owner, method, { value: guarded, configurable: true, writable: true });
  }

  guard(navigator.mediaDevices, 'getUserMedia', 'media');
  guard(navigator.mediaDevices, 'getDisplayMedia', 'display-capture');
  guard(navigator.clipboard, 'read', 'clipboard-read');
  guard(navigator.clipboard, 'readText', 'clipboard-read');
  guard(Element.prototype, 'requestPointerLock', 'pointerLock');

  Notification.requestPermission = async () => ((await ask('notifications')) ? 'granted' : 'denied');
  const { getCurrentPosition } = navigator.geolocation ?? {};
  if (getCurrentPosition)
    navigator.geolocation.getCurrentPosition = (onSuccess, onError, options) => {
      void ask('geolocation').then((granted) => {
        if (granted) getCurrentPosition.call(navigator.geolocation, onSuccess, onError, options);
        else onError?.({ code: 1, message: 'User denied Geolocation' } as GeolocationPositionError);
      });
    };
}
