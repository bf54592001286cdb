import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  followLog,
  Redactor,
  ServiceLog,
  type ServiceLogOptions,
  tailLog,
} from '../../../src/core/logging/index.ts';
import { FakeClock } from '../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

function bench(options: Partial<ServiceLogOptions> = {}) {
  const folder = join(temporaryFolder(), 'logs');
  const clock = new FakeClock();
  const redactor = new Redactor();
  const log = new ServiceLog({ folder, service: 'orchestrator', clock, redactor, ...options });
  onTestFinished(() => log.close());
  const path = join(folder, 'orchestrator_service.log');
  const errorPath = join(folder, 'orchestrator_service_error.log');
  const read = (file = path) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  return { log, folder, clock, redactor, path, errorPath, read };
}

describe('the service log', () => {
  it('is readable lines, with errors in a file of their own as well', () => {
    const { log, read, errorPath } = bench();
    log.info('task claimed', { task_id: 't-1', attempt: 2, name: 'two words', nothing: undefined });
    log.error('task failed', { error: new Error('no "answer"') });
    log.close();
    const error = String.raw`2026-02-07T09:00:00.123Z ERROR orchestrator task failed error="no \"answer\""`;
    expect(read()).toBe(
      `2026-02-07T09:00:00.123Z INFO orchestrator task claimed task_id=t-1 attempt=2 name="two words"\n${error}\n`,
    );
    expect(read(errorPath)).toBe(`${error}\n`);
  });

  it('leaves out what is below its level, which can change', () => {
    const { log, read } = bench({ level: 'warn' });
    log.info('one');
    log.warn('two');
    log.setLevel('debug');
    log.debug('three');
    log.close();
    expect(read().match(/one|two|three/g)).toEqual(['two', 'three']);
  });

  it('waits at most 100 ms or 64 KiB', () => {
    const { log, read, clock } = bench();
    log.info('soon');
    expect(read()).toBe('');
    clock.advance(99);
    expect(read()).toBe('');
    clock.advance(1);
    expect(read()).toContain('soon');
    for (let count = 0; count < 70; count += 1) log.info(`${count} ${'x'.repeat(1_000)}`);
    expect(read()).toContain('60 xxx');
    expect(read()).not.toContain('69 xxx');
  });

  it('reaches the disk when the process exits', () => {
    const folder = temporaryFolder();
    const script = `
      const { ServiceLog, Redactor } = await import('${join(process.cwd(), 'src/core/logging/index.ts')}');
      const { SystemClock } = await import('${join(process.cwd(), 'src/core/clock/index.ts')}');
      const log = new ServiceLog({ folder: process.argv[1], service: 'watcher', clock: new SystemClock(), redactor: new Redactor() });
      log.error('the last words');
      process.exit(3);`;
    const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script, folder]);
    expect(status).toBe(3);
    expect(readFileSync(join(folder, 'watcher_service_error.log'), 'utf8')).toContain('the last words');
  });

  it('moves to the archive when it has grown too large, and loses nothing', () => {
    const { log, folder, path } = bench({ rotateAtBytes: 1_000 });
    for (let count = 0; count < 100; count += 1) {
      log.info(`line ${count}.`);
      log.flush();
    }
    const archive = join(folder, 'archive');
    const archived = readdirSync(archive).map((name) => readFileSync(join(archive, name), 'utf8'));
    expect(archived.length).toBeGreaterThan(3);
    const all = [...archived, readFileSync(path, 'utf8')].join('');
    for (let count = 0; count < 100; count += 1) expect(all.split(`line ${count}.`)).toHaveLength(2);
    expect(readdirSync(archive)[0]).toMatch(/^orchestrator_service_2026-02-07T09-00-00\.123Z/);
  });

  it('goes on when a person empties or moves it', () => {
    const { log, path, read } = bench();
    log.info('first');
    log.flush();
    renameSync(path, `${path}.old`);
    log.info('second');
    log.flush();
    expect(read().split('\n')).toHaveLength(2);
    expect(read()).toContain('second');
  });

  it('never stops the work when it cannot be written: it counts, and reports the gap later', () => {
    const { log, folder, read } = bench();
    writeFileSync(folder, 'a file where the folder belongs');
    log.info('lost');
    log.error('lost as well');
    expect(() => log.flush()).not.toThrow();
    expect(log.droppedLines).toBe(3);
    rmSync(folder);
    log.info('back');
    log.flush();
    expect(read()).toMatch(
      /WARN orchestrator lines before this one could not be written dropped_lines=2\n.*back\n$/,
    );
  });
});

describe('untrusted text', () => {
  it('can neither forge a line nor hide in one', () => {
    const { log, read } = bench();
    log.info('from a file\n2026-02-07T09:00:00.000Z ERROR orchestrator forged\r\u001b[2J\u202e', {
      'na\nme': 'va\u2028lue\t"x" level=ERROR',
    });
    log.close();
    expect(read().split('\n')).toHaveLength(2);
    expect(read()).toContain(String.raw`from a file\n2026`);
    expect(read()).toContain(String.raw`\r\u001b[2J\u202e na\nme="va\u2028lue\t\"x\" level=ERROR"`);
  });

  it('gives one line whatever it holds', () => {
    const { log, read } = bench();
    const fields = fc.dictionary(fc.string({ unit: 'binary' }), fc.anything({ withBigInt: true }));
    let count = 0;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fields, (message, values) => {
        log.info(message, values);
        count += 1;
      }),
      { numRuns: 200 },
    );
    log.close();
    const lines = read().split('\n').slice(0, -1);
    expect(lines).toHaveLength(count);
    for (const line of lines) {
      expect(line).toMatch(/^2026-02-07T09:00:00\.123Z INFO orchestrator /);
      expect([...line].filter((character) => character < ' ')).toEqual([]);
    }
  });

  it('may refuse to be text', () => {
    const { log, read } = bench();
    const refusing = Object.assign(Object.create(null), { size: 1n });
    const circular: Record<string, unknown> = { password: 'hunter22' };
    circular.self = circular;
    expect(() => log.info('odd', { refusing, circular, symbol: Symbol('s'), count: 5n })).not.toThrow();
    log.close();
    expect(read()).toMatch(/ odd refusing=.*1n.* circular=.*Circular.* symbol=Symbol\(s\) count=5n\n$/);
    expect(read()).not.toContain('hunter22');
  });

  it('has a limit', () => {
    const { log, read } = bench();
    const hostile = ['x', 'password', 'a://', '\\', 'token:', '-----BEGIN ', 'sk-'];
    for (const part of hostile) log.info(part.repeat(1_000_000 / part.length));
    log.close();
    expect(read().length).toBeLessThan(hostile.length * 17_000);
  });
});

describe('secrets', () => {
  it.each([
    'key is sk-proj-abcdefgh12345678',
    'Authorization: Bearer abc.def-ghi',
    'password=hunter22 and more',
    '{"smtp_password": "hunter22"}',
    String.raw`{\"api_key\":\"hunter22\"}`,
    "api-key: 'hunter22'",
    'Authorization: Token hunter22 abc.def-ghi',
    'password: "hunter22 cut off',
    '{"authorization": "Token hunter22"}',
    'OPENAI_API_KEY=abc.def-ghi',
    'https://someone:hunter22@mail.example/x',
    '-----BEGIN PRIVATE KEY-----\nabc.def-ghi\n-----END PRIVATE KEY-----',
    'the known one: tell-nobody',
  ])('do not get through: %s', (text) => {
    const { log, read, redactor } = bench();
    redactor.add('tell-nobody');
    log.warn(text, { text, nested: { text }, error: new Error(text) });
    log.close();
    expect(read()).toContain('[redacted]');
    expect(read()).not.toMatch(/abcdefgh12345678|hunter22|abc\.def-ghi|tell-nobody/);
  });

  it('do not get through in a field that is called one, nor inside JSON', () => {
    const { log, read, redactor } = bench();
    redactor.add('quo"te\\d-value');
    log.info('x', { password: 'a', apiKey: 'b b', nested: { value: 'quo"te\\d-value' } });
    log.close();
    expect(read()).toContain('password=[redacted] apiKey=[redacted] nested=');
    expect(read()).not.toContain('te\\\\d-value');
  });

  it('leave ordinary words alone', () => {
    const redactor = new Redactor(['abc']);
    const text = 'abc task-1 asked for 3 tokens; risk-assessment done; see https://example.com/a';
    expect(redactor.redact(text)).toBe(text);
  });
});

describe('reading a log', () => {
  const file = (content: string | Buffer) => {
    const path = join(temporaryFolder(), 'a.log');
    writeFileSync(path, content);
    return path;
  };

  it('shows the last lines of a log of any size', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} é`);
    const path = file(`${lines.join('\n')}\n`);
    expect(tailLog(path, 3).lines).toEqual(lines.slice(-3));
    expect(tailLog(path, 15_000).lines).toEqual(lines.slice(-15_000));
    expect(tailLog(path, 30_000).lines).toEqual(lines);
    expect(tailLog(path, 0).lines).toEqual([]);
  });

  it('shows complete lines only, and nothing of a log that is not there', () => {
    expect(tailLog(file('one\ntwo\nhal'), 5).lines).toEqual(['one', 'two']);
    expect(tailLog(file('hal'), 5).lines).toEqual([]);
    expect(tailLog(join(temporaryFolder(), 'none.log'), 5)).toEqual({ lines: [], position: undefined });
  });

  function follow(path: string, from = tailLog(path, 1).position) {
    const lines: string[] = [];
    const stop = new AbortController();
    const waiting = new Map<string, () => void>();
    const done = followLog(
      path,
      stop.signal,
      (line) => {
        lines.push(line);
        waiting.get(line)?.();
      },
      { from },
    );
    const seen = (line: string) =>
      lines.includes(line)
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            waiting.set(line, resolve);
          });
    onTestFinished(() => stop.abort());
    return { lines, seen, done, stop };
  }

  it('follows from where the tail ended, with half lines and characters put together', async () => {
    const path = file('old\nhal');
    const { lines, seen, done, stop } = follow(path);
    const euro = Buffer.from('€');
    appendFileSync(path, 'f ');
    appendFileSync(path, euro.subarray(0, 1));
    appendFileSync(path, Buffer.concat([euro.subarray(1), Buffer.from('\nnext\n')]));
    await seen('next');
    expect(lines).toEqual(['half €', 'next']);
    stop.abort();
    await done;
  });

  it('survives rotation, emptying and a log that begins later', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.log');
    const { lines, seen, done, stop } = follow(path, undefined);
    writeFileSync(path, 'one\n');
    await seen('one');
    appendFileSync(path, 'two\n');
    mkdirSync(join(folder, 'archive'));
    renameSync(path, join(folder, 'archive', 'a.log'));
    writeFileSync(path, 'three\n');
    await seen('three');
    writeFileSync(path, '');
    appendFileSync(path, '4\n');
    await seen('4');
    expect(lines).toEqual(['one', 'two', 'three', '4']);
    stop.abort();
    await done;
  });
});
