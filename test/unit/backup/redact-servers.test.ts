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

  it('has no value that is not plainly something else', () => {
    const secrets = [
      'hunter2pw',
      'hunterpw',
      'patValue55',
      'Server=x;Password=pwInConn1;',
      '0123456789abcdef0123456789abcdef',
      'zapierKeyAbc123Def456Ghi789',
      'AzureFuncCode9',
      'sigValue8',
      'fragmentKey77xyz',
      'defaultKey42',
      'listKey4242424242',
    ];
    const text = JSON.stringify(
      redact({
        mcpServers: {
          a: {
            command: 'npx',
            args: ['-y', '@scope/pkg', '-k', 'hunter2pw', '-p', 'hunterpw', '--pat', 'patValue55'],
          },
          b: {
            command: 'db',
            args: ['--db', 'Server=x;Password=pwInConn1;', '0123456789abcdef0123456789abcdef'],
          },
          c: { url: 'https://mcp.zapier.com/api/mcp/s/zapierKeyAbc123Def456Ghi789/mcp' },
          d: { url: 'https://fn.example/api?code=AzureFuncCode9&sig=sigValue8#fragmentKey77xyz' },
        },
        inputs: [{ id: 'key', type: 'promptString', default: 'defaultKey42' }],
        servers: [{ name: 'e', args: ['listKey4242424242'] }],
      }),
    );
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('keeps what tells how a server is started', () => {
    const plain = {
      mcpServers: {
        files: {
          command: 'npx',
          args: ['-y', '@modelcontextprotocol/server-filesystem@2.1.0', '/home/sara/notes 2026'],
        },
        python: {
          command: 'python',
          args: ['-m', 'mcp_server', '--port', '8080', '--read-only', 'dist/index.js'],
        },
        image: { command: 'docker', args: ['run', '-i', '--rm', 'ghcr.io/github/github-mcp-server:1.2'] },
        web: { type: 'http', url: 'https://mcp.example.com:8443/v1/mcp?page=2' },
      },
    };
    expect(redact(plain)).toEqual(plain);
  });

  it('is left out when it is no JSON', () => {
    expect(redactServers('{ // TOKEN=abc')).toBeUndefined();
  });
});
