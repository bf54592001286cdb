import { pageFile } from './page-address.ts';
import { pageHeaders } from './page-headers.ts';

/** Answers the page's requests from the files below `root`; anything else is refused with the same headers. */
export function servePage(
  root: string,
  read: (path: string) => Promise<Uint8Array<ArrayBuffer>>,
): (request: Pick<Request, 'method' | 'url'>) => Promise<Response> {
  return async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') return refused(405);
    const file = pageFile(root, url);
    if (file === undefined) return refused(404);
    try {
      const body = await read(file.path);
      return new Response(method === 'HEAD' ? null : body, {
        headers: { ...pageHeaders, 'content-type': file.type },
      });
    } catch {
      // Not there, or not to be read: for the page it does not exist.
      return refused(404);
    }
  };
}

function refused(status: number): Response {
  return new Response(null, { status, headers: pageHeaders });
}
