import { describe, expect, it } from 'vitest';
import { redactServers } from '../../../src/core/backup/snapshot/redact-servers.ts';

function redact(document: unknown): unknown {
  return JSON.parse(redactServers(JSON.stringify(document)) ?? 'null');
}

describe('mcp.json in a backup', () => {
  it('has references where values were that may be secret, and everything else as it was', () => {
    expect(
      redact({
        mcpServers: {
          crm: {
            command: 'node',
            args: ['server.js', '--api-key', 'k-123', '--token=abc', 'PASSWORD=pw', '--port', '8080', '-v'],
            env: { CRM_TOKEN: 'hunter2', LOG: 'debug', SHARED: `\${secret:SHARED}`, PIN: '1234' },
            cwd: '/srv/crm',
          },
          mail: {
            url: 'https://me:pw@mail.example/mcp?api_key=zzz&page=2',
            headers: { Authorization: 'Bearer abcdef123', Own: `Bearer \${env:MAIL}` },
          },
        },
      }),
    ).toEqual({
      mcpServers: {
        crm: {
          command: 'node',
          args: [
            'server.js',
            '--api-key',
            `\${secret:CRM_API_KEY}`,
            `--token=\${secret:CRM_TOKEN}`,
            `PASSWORD=\${secret:CRM_PASSWORD}`,
            '--port',
            '8080',
            '-v',
          ],
          env: {
            CRM_TOKEN: `\${secret:CRM_CRM_TOKEN}`,
            LOG: 'debug',
            SHARED: `\${secret:SHARED}`,
            PIN: `\${secret:CRM_PIN}`,
          },
          cwd: '/srv/crm',
        },
        mail: {
          url: `https://\${secret:MAIL_URL_LOGIN}@mail.example/mcp?api_key=\${secret:MAIL_URL_API_KEY}&page=2`,
          headers: { Authorization: `\${secret:MAIL_AUTHORIZATION}`, Own: `Bearer \${env:MAIL}` },
        },
      },
    });
  });

  it('finds keys by their form in lists and other members too', () => {
    const text = JSON.stringify(
      redact({ servers: [{ name: 'x', args: ['sk-live-0123456789abcdef'], note: 'Bearer abcdefgh' }] }),
    );
    expect(text).not.toMatch(/sk-live|abcdefgh/);
  });

  it('is left out when it is no JSON', () => {
    expect(redactServers('{ // TOKEN=abc')).toBeUndefined();
  });
});
