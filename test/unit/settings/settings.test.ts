import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitions, Settings } from '../../../src/core/settings/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

const files = testFiles();

interface Parts {
  readonly root?: string;
  readonly environment?: Record<string, string>;
  readonly dotenv?: string | Buffer;
  readonly file?: unknown;
  readonly trusted?: boolean;
}

function bench({ root = temporaryFolder(), environment = {}, dotenv, file, trusted = true }: Parts = {}) {
  const settingsFile = join(root, '.employee', 'settings.json');
  const dotenvFile = join(root, '.env');
  mkdirSync(join(root, '.employee'), { recursive: true });
  if (dotenv !== undefined) writeFileSync(dotenvFile, dotenv);
  if (file !== undefined) writeFileSync(settingsFile, typeof file === 'string' ? file : JSON.stringify(file));
  const options = { files, settingsFile, dotenvFile, environment, trusted };
  const stored = (): unknown => JSON.parse(readFileSync(settingsFile, 'utf8'));
  return { settings: Settings.open(options), reopen: () => Settings.open(options), settingsFile, stored };
}

describe('where a setting comes from', () => {
  it('is the default, then the file, then .env, then the environment', () => {
    const file = { llm: { model: 'from-file' } };
    const dotenv = 'LLM_MODEL=from-dotenv';
    const environment = { LLM_MODEL: 'from-environment' };
    const model = (parts: Parts) =>
      bench(parts)
        .settings.list()
        .find((entry) => entry.path === 'llm.model');
    expect(model({})).toMatchObject({ value: 'gpt-4o-mini', source: 'default' });
    expect(model({ file })).toMatchObject({ value: 'from-file', source: 'file' });
    expect(model({ file, dotenv })).toMatchObject({ value: 'from-dotenv', source: '.env' });
    expect(model({ file, dotenv, environment })).toMatchObject({
      value: 'from-environment',
      source: 'environment',
    });
  });

  it.each([
    ['OPENAI_BASE_URL', 'http://localhost:11434/v1', 'llm.baseUrl', 'http://localhost:11434/v1'],
    ['LLM_MODEL', 'm', 'llm.model', 'm'],
    ['OPENAI_MODEL', 'm', 'llm.model', 'm'],
    ['LLM_PROVIDER', 'OpenAI', 'llm.provider', 'openai'],
    ['LLM_MAX_TOKENS', '900', 'llm.maxTokens', 900],
    ['MAX_LLM_RESPONSE_TOKENS', '900', 'llm.maxTokens', 900],
    ['LLM_TEMPERATURE', '0.7', 'llm.temperature', 0.7],
    ['LLM_REQUEST_COOLDOWN_SECONDS', '2.5', 'llm.cooldownSeconds', 2.5],
    ['VAULT_PATH', './v', 'paths.vault', './v'],
    ['DASHBOARD_PATH', 'D.md', 'paths.dashboard', 'D.md'],
    ['WATCH_INBOX_PATH', 'in', 'paths.watchInbox', 'in'],
    ['FILESYSTEM_WATCH_PATH', 'in', 'paths.watchInbox', 'in'],
    ['FILESYSTEM_CHECK_INTERVAL_SECONDS', '7', 'intake.reconcileSeconds', 7],
    ['TASK_QUEUE_CHECK_INTERVAL', '7', 'queue.reconcileSeconds', 7],
    ['HITL_APPROVAL_PATH', 'h', 'paths.approvals', 'h'],
    ['HITL_APPROVAL_TIMEOUT_HOURS', '8', 'approvals.reminderHours', 8],
    ['AUDIT_LOG_PATH', 'a', 'paths.auditLogs', 'a'],
    ['AUDIT_RETENTION_DAYS', '90', 'audit.retentionDays', 90],
    ['MAX_RETRY_ATTEMPTS', '4', 'retry.maxAttempts', 4],
    ['RETRY_BACKOFF_SECONDS', '9', 'retry.backoffSeconds', 9],
    ['RALPH_LOOP_MAX_ITERATIONS', '12', 'loop.maxIterations', 12],
    ['WATCHDOG_INTERVAL_SECONDS', '13', 'watchdog.intervalSeconds', 13],
    ['SMTP_SERVER', 's', 'smtp.server', 's'],
    ['SMTP_PORT', '25', 'smtp.port', 25],
    ['SMTP_USERNAME', 'u', 'smtp.username', 'u'],
    ['ALERT_EMAIL', 'a@b.c', 'alerts.email', 'a@b.c'],
    ['FROM_EMAIL', 'Employee <a@b.c>', 'alerts.from', 'Employee <a@b.c>'],
    ['LOG_LEVEL', 'WARNING', 'log.level', 'warn'],
    ['DRY_RUN', 'True', 'dryRun', true],
    ['LLM_DAILY_BUDGET_USD', '.25', 'llm.dailyBudgetUsd', 0.25],
    ['LLM_MONTHLY_BUDGET_USD', '3', 'llm.monthlyBudgetUsd', 3],
    ['LLM_FALLBACK', 'local', 'llm.fallback', 'local'],
  ] as const)('%s has effect', (name, text, path, value) => {
    expect(bench({ environment: { [name]: text } }).settings.get(path)).toBe(value);
    expect(bench({ dotenv: `${name}="${text}"` }).settings.get(path)).toBe(value);
    expect(bench().settings.get(path)).not.toBe(value);
  });

  it('prefers the leading name over its alias, and takes an empty variable for not set', () => {
    const environment = { LLM_MODEL: '', OPENAI_MODEL: 'alias' };
    expect(bench({ environment }).settings.get('llm.model')).toBe('alias');
    expect(bench({ environment: { ...environment, LLM_MODEL: 'leading' } }).settings.get('llm.model')).toBe(
      'leading',
    );
  });

  it('reads a .env that Windows PowerShell wrote', () => {
    const dotenv = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('LOG_LEVEL=debug\r\n', 'utf16le')]);
    expect(bench({ dotenv }).settings.get('log.level')).toBe('debug');
  });
});

describe('a workspace that is not trusted', () => {
  it('is not asked for its .env', () => {
    const { settings } = bench({ dotenv: 'OPENAI_API_KEY=sk-abcdefgh\nLOG_LEVEL=debug', trusted: false });
    expect(settings.get('log.level')).toBe('info');
    expect(settings.secrets.get('OPENAI_API_KEY')).toBeUndefined();
  });

  it('cannot send a key elsewhere or move folders by its settings file, and says why', () => {
    const file = {
      llm: { baseUrl: 'https://elsewhere.example/v1' },
      paths: { vault: '/home/someone' },
      log: { level: 'debug' },
    };
    const { settings } = bench({ file, trusted: false });
    expect(settings.get('llm.baseUrl')).toBeNull();
    expect(settings.get('paths.vault')).toBeNull();
    expect(settings.get('log.level')).toBe('debug');
    expect(settings.problems.map(({ variable }) => variable)).toEqual(['llm.baseUrl', 'paths.vault']);
    expect(bench({ file }).settings.get('llm.baseUrl')).toBe('https://elsewhere.example/v1');
  });
});

describe('defaults that follow other settings', () => {
  it('plan with the model when there is a key or an address, else locally', () => {
    expect(bench().settings.get('llm.provider')).toBe('local');
    expect(bench({ environment: { OPENAI_API_KEY: 'sk-abcdefgh' } }).settings.get('llm.provider')).toBe(
      'openai',
    );
    expect(bench({ environment: { OPENAI_BASE_URL: 'http://l/v1' } }).settings.get('llm.provider')).toBe(
      'openai',
    );
    const environment = { OPENAI_API_KEY: 'sk-abcdefgh', LLM_PROVIDER: 'local' };
    expect(bench({ environment }).settings.get('llm.provider')).toBe('local');
  });

  it('alert at twice and expire at three times the reminder, unless set', () => {
    const hours = (parts: Parts) => {
      const { settings } = bench(parts);
      return [
        settings.get('approvals.reminderHours'),
        settings.get('approvals.alertHours'),
        settings.get('approvals.expiryHours'),
      ];
    };
    expect(hours({})).toEqual([24, 48, 72]);
    expect(hours({ environment: { HITL_APPROVAL_TIMEOUT_HOURS: '0.5' } })).toEqual([0.5, 1, 1.5]);
    const file = { approvals: { expiryHours: 100 } };
    expect(hours({ file, environment: { HITL_APPROVAL_TIMEOUT_HOURS: '10' } })).toEqual([10, 20, 100]);
  });
});

describe('a value that makes no sense', () => {
  it('is a problem naming variable, expected and got; the default counts', () => {
    const { settings } = bench({
      environment: { LLM_MAX_TOKENS: 'many' },
      dotenv: 'DRY_RUN=perhaps',
      file: { intake: { after: 'burn' }, colour: 'red', queue: { speed: 9 } },
    });
    expect(settings.get('llm.maxTokens')).toBe(2_000);
    expect(settings.problems).toEqual([
      {
        variable: 'colour',
        source: 'file',
        expected: 'a known setting',
        got: '"colour"',
        usedDefault: undefined,
      },
      {
        variable: 'queue.speed',
        source: 'file',
        expected: 'a known setting',
        got: '"queue.speed"',
        usedDefault: undefined,
      },
      {
        variable: 'intake.after',
        source: 'file',
        expected: 'keep or archive',
        got: '"burn"',
        usedDefault: '"keep"',
      },
      {
        variable: 'LLM_MAX_TOKENS',
        source: 'environment',
        expected: 'a whole number from 1 to 1000000',
        got: '"many"',
        usedDefault: '2000',
      },
      {
        variable: 'DRY_RUN',
        source: '.env',
        expected: 'true or false',
        got: '"perhaps"',
        usedDefault: 'false',
      },
    ]);
  });

  it('says that nothing counts where there is no default', () => {
    const { settings } = bench({ environment: { LLM_PROVIDER: 'oracle' } });
    expect(settings.problems).toMatchObject([{ variable: 'LLM_PROVIDER', usedDefault: undefined }]);
  });

  it.each(['{', '[]', '"x"', '\u0000'])(
    'a settings file that reads %j gives defaults and one problem',
    (file) => {
      const { settings } = bench({ file });
      expect(settings.get('queue.concurrency')).toBe(1);
      expect(settings.problems).toHaveLength(1);
      expect(settings.problems[0]?.variable).toBe('settings.json');
    },
  );

  it('never crashes, whatever the environment and the file hold', () => {
    const root = temporaryFolder();
    const names = Object.values(definitions).flatMap(({ environment }) => [...environment]);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), fc.string()),
        fc.jsonValue(),
        (environment, file) => {
          const { settings } = bench({ root, environment, file: JSON.stringify(file) });
          for (const { path, value } of settings.list()) {
            const parsed = definitions[path].type.schema.safeParse(value);
            expect(parsed.success, `${path}=${JSON.stringify(value)}`).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(['', ' ', '0x10', '1e999', 'Infinity', '12px', '1,5', '--1', '-1'])(
    'the text %j is no number of attempts',
    (text) => {
      expect(bench({ environment: { MAX_RETRY_ATTEMPTS: text } }).settings.get('retry.maxAttempts')).toBe(3);
    },
  );
});

describe('changing a setting', () => {
  it('is stored, in force at once, and leaves what it does not know alone', async () => {
    const { settings, reopen, stored } = bench({ file: { future: { x: 1 }, intake: { later: true } } });
    expect(await settings.set('intake.after', 'archive')).toMatchObject({ value: 'archive', source: 'file' });
    expect(settings.get('intake.after')).toBe('archive');
    expect(reopen().get('intake.after')).toBe('archive');
    expect(stored()).toEqual({ future: { x: 1 }, intake: { later: true, after: 'archive' } });
  });

  it('reads text as the environment does, and takes values as they are', async () => {
    const { settings, stored } = bench();
    await settings.set('intake.extensions', 'TXT, .pdf');
    await settings.set('queue.concurrency', '2');
    await settings.set('dryRun', true);
    expect(stored()).toEqual({
      intake: { extensions: ['.txt', '.pdf'] },
      queue: { concurrency: 2 },
      dryRun: true,
    });
  });

  it('to null puts the default back', async () => {
    const { settings, stored } = bench({ file: { queue: { concurrency: 4 }, dryRun: true } });
    expect(await settings.set('queue.concurrency', null)).toMatchObject({ value: 1, source: 'default' });
    expect(stored()).toEqual({ dryRun: true });
  });

  it('several at once loses none', async () => {
    const { settings, stored } = bench();
    await Promise.all([
      settings.set('queue.concurrency', 2),
      settings.set('dryRun', 'yes'),
      settings.set('log.level', 'debug'),
    ]);
    expect(stored()).toEqual({ queue: { concurrency: 2 }, dryRun: true, log: { level: 'debug' } });
  });

  it('says what is in force when the environment has the last word', async () => {
    const { settings } = bench({ environment: { LOG_LEVEL: 'error' } });
    expect(await settings.set('log.level', 'debug')).toMatchObject({ value: 'error', source: 'environment' });
  });

  it('tells who listens what changed, until they stop', async () => {
    const { settings, settingsFile } = bench();
    const told: unknown[] = [];
    const subscription = settings.onChange((changed) => void told.push(changed));
    await settings.set('approvals.reminderHours', 5);
    await settings.set('approvals.reminderHours', 5);
    writeFileSync(settingsFile, '{"dryRun": true}');
    settings.reload();
    subscription.close();
    await settings.set('dryRun', false);
    expect(told).toEqual([
      ['approvals.reminderHours', 'approvals.alertHours', 'approvals.expiryHours'],
      ['approvals.reminderHours', 'approvals.alertHours', 'approvals.expiryHours', 'dryRun'],
    ]);
  });

  it.each([
    ['queue.concurrency', 'lots', 'expected a whole number from 1 to 32, got "lots"'],
    ['queue.concurrency', 0, 'expected a whole number from 1 to 32, got 0'],
    ['llm.baseUrl', 'file:///etc/passwd', 'expected an http or https address'],
    ['nothing.here', 1, 'there is no such setting'],
    ['LLM_MODEL', 'x', 'In the settings it is called llm.model'],
    ['__proto__.x', 1, 'there is no such setting'],
    ['OPENAI_API_KEY', 'sk-verysecret', 'employee secret set OPENAI_API_KEY'],
    ['smtp_password', 'hunter22', 'employee secret set SMTP_PASSWORD'],
  ])('refuses %s = %j', async (path, value, text) => {
    const { settings, settingsFile } = bench();
    const error = await settings.set(path, value).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringContaining(text) });
    expect(String(error)).not.toMatch(/sk-verysecret|hunter22/);
    expect(existsSync(settingsFile)).toBe(false);
  });

  it('does not overwrite a file it cannot read', async () => {
    const { settings, settingsFile } = bench({ file: '{"dryRun": tru' });
    await expect(settings.set('dryRun', true)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(readFileSync(settingsFile, 'utf8')).toBe('{"dryRun": tru');
  });
});

describe('secrets', () => {
  const environment = { OPENAI_API_KEY: 'sk-environment' };
  const dotenv = 'OPENAI_API_KEY=sk-dotenv\nSMTP_PASSWORD=hunter22';

  it('come from the environment or a trusted .env, which is told apart', () => {
    const { secrets } = bench({ environment, dotenv }).settings;
    expect(secrets.get('OPENAI_API_KEY')).toBe('sk-environment');
    expect(secrets.sourceOf('OPENAI_API_KEY')).toBe('environment');
    expect(secrets.get('SMTP_PASSWORD')).toBe('hunter22');
    expect(secrets.sourceOf('SMTP_PASSWORD')).toBe('.env');
    expect(secrets.sourceOf('AUDIT_SIGNING_KEY')).toBeUndefined();
  });

  it('never show in anything that is printed or stored', () => {
    const { settings } = bench({ environment, dotenv });
    const printed = [
      JSON.stringify(settings.secrets),
      JSON.stringify({ settings, list: settings.list(), problems: settings.problems }),
      inspect(settings, { depth: 10, showHidden: true }),
      inspect({ deep: { secrets: settings.secrets } }),
      `${settings.secrets}`,
    ];
    for (const text of printed) expect(text).not.toMatch(/sk-environment|hunter22/);
    expect(JSON.stringify(settings.secrets)).toBe('"[secret]"');
  });

  it('that a sample file left as they are do not count', () => {
    const { settings } = bench({ dotenv: 'OPENAI_API_KEY=your_openai_api_key_here' });
    expect(settings.secrets.get('OPENAI_API_KEY')).toBeUndefined();
    expect(settings.get('llm.provider')).toBe('local');
    expect(settings.problems).toMatchObject([{ variable: 'OPENAI_API_KEY', source: '.env' }]);
  });
});
