/*
 * Chromium aborts navigations to schemes it does not know, and only a build of its own can register one. So a page of
 * `app://bundle/…` is loaded as `https://bundle.app.stand-in.test/…` and every address is mapped back before the app
 * sees it. The page itself sees the mapped origin: `location.href` is the one place where it shows.
 */

const suffix = 'stand-in.test';
const known = new Set<string>();

const splitUrl = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i;
const mappedUrl = new RegExp(`^https://([^/]*?)\\.?([a-z0-9+-]+)\\.${suffix.replace('.', '\\.')}(?=[/?#]|$)`);

export const schemes = {
  /** Schemes registered as privileged or handled by a session. */
  add(scheme: string): void {
    known.add(scheme);
  },

  has(scheme: string): boolean {
    return known.has(scheme);
  },

  toWeb(url: string): string {
    const [, scheme, host, rest] = splitUrl.exec(url) ?? [];
    if (scheme === undefined || !known.has(scheme.toLowerCase())) return url;
    return `https://${host ? `${host}.` : ''}${scheme.toLowerCase()}.${suffix}${rest?.startsWith('/') ? rest : `/${rest ?? ''}`}`;
  },

  fromWeb(url: string): string {
    return url.replace(mappedUrl, (_all, host: string, scheme: string) => `${scheme}://${host}`);
  },

  originOf(url: string): string {
    const [, scheme, host] = splitUrl.exec(url) ?? [];
    return scheme === undefined ? 'null' : `${scheme}://${host}`;
  },

  /** Sources like `app:` in a policy name the scheme that the page is really loaded by. */
  policyToWeb(policy: string): string {
    return policy.replace(
      /(?<=[\s;]|^)([a-z][a-z0-9+.-]*):(?:\/\/([^\s;/]+))?(?=[\s;/]|$)/gi,
      (source, scheme: string, host?: string) => {
        if (!known.has(scheme.toLowerCase())) return source;
        return `https://${host ?? '*'}.${scheme.toLowerCase()}.${suffix}`;
      },
    );
  },
};
