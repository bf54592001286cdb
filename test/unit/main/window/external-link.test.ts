import { describe, expect, it } from 'vitest';
import { judgeLink } from '../../../../src/main/window/external-link.ts';
import { hostileUrls } from './hostile-urls.ts';

describe('a link out of the app', () => {
  it('is asked about with its host', () => {
    expect(judgeLink('https://example.com:8443/a?b=c#d')).toEqual({
      kind: 'ask',
      url: 'https://example.com:8443/a?b=c#d',
      host: 'example.com:8443',
      disguised: false,
    });
  });

  it('shows letters that can pass for others as the network knows them', () => {
    expect(judgeLink('https://аpple.com/')).toMatchObject({ host: 'xn--pple-43d.com', disguised: true });
    expect(judgeLink('https://EXAMPLE.com/')).toMatchObject({ host: 'example.com', disguised: false });
  });

  it('is never one of many hostile ones', () => {
    expect(hostileUrls.length).toBeGreaterThanOrEqual(40);
    expect(hostileUrls.filter((url) => judgeLink(url).kind !== 'refused')).toEqual([]);
  });
});
