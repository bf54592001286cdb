import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { intakeIn, RecordingSink, startedIntake } from '../../helpers/intake.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const signal = new AbortController().signal;

describe('what cannot become a task', () => {
  it('is refused with a reason, and told once however often intake starts', async () => {
    const workspace = temporaryFolder();
    const sink = new RecordingSink();
    const inbox = join(workspace, 'watch_inbox');
    mkdirSync(inbox);
    writeFileSync(join(inbox, 'photo.JPG'), 'x');
    writeFileSync(join(inbox, 'scan.txt'), Buffer.from('%PDF-1.7 and so on'));
    writeFileSync(join(inbox, 'noise.md'), Buffer.from([1, 2, 3, 0, 0, 5, 6, 7, 0, 200, 201, 2]));
    symlinkSync('/etc/hostname', join(inbox, 'link.txt'));
    execFileSync('mkfifo', [join(inbox, 'pipe.txt')]);
    execFileSync('bash', ['-c', `printf x > $'${inbox}/bad\\xff.txt'`]);
    const server = createServer().listen(join(inbox, 'socket.txt'));
    onTestFinished(() => void server.close());
    writeFileSync(join(inbox, 'good.txt'), 'good');
    const first = intakeIn(workspace, { sink });
    await first.intake.start(signal);
    await sink.until(() => sink.refusals.length === 7 && sink.drops.length === 1);
    await first.intake.stop();
    const reasons = Object.fromEntries(sink.refusals.map(({ fileName, reason }) => [fileName, reason]));
    expect(reasons).toEqual({
      'photo.JPG': 'Files ending in .jpg are not read; drop .txt, .md, .json, .csv instead',
      'scan.txt': 'It is a PDF document, not text',
      'noise.md': 'It does not read as text',
      'link.txt': 'It is a symbolic link; drop the file itself',
      'pipe.txt': 'It is not a regular file',
      'socket.txt': 'It is not a regular file',
      'bad\uFFFD.txt': 'Its name is not valid Unicode; rename it',
    });
    const digest = sink.refusals.find(({ fileName }) => fileName === 'photo.JPG')?.sha256;
    expect(digest).toBe('2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881');

    const second = intakeIn(workspace, { sink });
    await second.intake.start(signal);
    await second.intake.drainOnce();
    expect(sink.refusals).toHaveLength(7);
  });

  it('is ignored when it is hidden, temporary or a folder', async () => {
    const { sink, inbox, intake } = await startedIntake();
    for (const name of ['.hidden.txt', '~$report.txt', 'a.txt.part', 'b.TMP', 'c.txt.crdownload']) {
      writeFileSync(join(inbox, name), 'x');
    }
    mkdirSync(join(inbox, 'folder.txt'));
    writeFileSync(join(inbox, 'folder.txt', 'inner.txt'), 'x');
    writeFileSync(join(inbox, 'real.txt'), 'x');
    await sink.until(() => sink.drops.length === 1);
    await intake.drainOnce();
    expect(sink.names).toEqual(['real.txt']);
    expect(sink.refusals).toEqual([]);
  });

  it('is read after all when the settings allow its extension later', async () => {
    const workspace = temporaryFolder();
    const sink = new RecordingSink();
    const first = intakeIn(workspace, { sink });
    await first.intake.start(signal);
    writeFileSync(join(first.inbox, 'server.log'), 'line');
    await sink.until(() => sink.refusals.length === 1);
    await first.intake.stop();
    const second = intakeIn(workspace, { sink, settings: { extensions: ['.txt', '.LOG'] } });
    await second.intake.start(signal);
    await sink.until(() => sink.drops.length === 1);
    expect(sink.names).toEqual(['server.log']);
  });
});

describe('an inbox that is renamed, removed or replaced', () => {
  it('pauses and resumes, as often as a person likes', async () => {
    const { sink, inbox, intake } = await startedIntake();
    for (let round = 1; round <= 3; round += 1) {
      renameSync(inbox, `${inbox}_disabled`);
      await vi.waitFor(() => expect(intake.status.state).toBe('paused'), { timeout: 5_000, interval: 10 });
      writeFileSync(join(`${inbox}_disabled`, `paused_${round}.txt`), `p${round}`);
      renameSync(`${inbox}_disabled`, inbox);
      await sink.until(() => sink.names.includes(`paused_${round}.txt`));
      writeFileSync(join(inbox, `after_${round}.txt`), `a${round}`);
      await sink.until(() => sink.names.includes(`after_${round}.txt`));
    }
    expect(sink.drops).toHaveLength(6);
  });

  it('is not made while its disabled form exists', async () => {
    const workspace = temporaryFolder();
    mkdirSync(join(workspace, 'watch_inbox_disabled'));
    const { intake } = await startedIntake(workspace);
    expect(intake.status.state).toBe('paused');
    expect(readdirSync(workspace)).not.toContain('watch_inbox');
  });

  it('is made again after it was deleted', async () => {
    const { sink, inbox } = await startedIntake();
    rmSync(inbox, { recursive: true });
    await vi.waitFor(() => writeFileSync(join(inbox, 'again.txt'), 'again'), {
      timeout: 10_000,
      interval: 20,
    });
    await sink.until(() => sink.names.includes('again.txt'));
  });

  it('fails with a reason while a file stands in its place, and goes on afterwards', async () => {
    const { sink, inbox, intake } = await startedIntake();
    renameSync(inbox, `${inbox}_aside`);
    writeFileSync(inbox, 'not a folder');
    await vi.waitFor(() => expect(intake.status).toMatchObject({ state: 'failed' }), {
      timeout: 5_000,
      interval: 10,
    });
    await vi.waitFor(() => expect(intake.status.lastError).toContain('is a file, not a folder'), {
      timeout: 5_000,
    });
    rmSync(inbox);
    renameSync(`${inbox}_aside`, inbox);
    await vi.waitFor(() => expect(intake.status.state).toBe('watching'), { timeout: 5_000, interval: 10 });
    writeFileSync(join(inbox, 'back.txt'), 'back');
    await sink.until(() => sink.names.includes('back.txt'));
  });
});

describe('draining once', () => {
  it('takes what lies in the inbox and leaves what is still written', async () => {
    const workspace = temporaryFolder();
    const inbox = join(workspace, 'watch_inbox');
    mkdirSync(inbox);
    for (let index = 0; index < 300; index += 1) writeFileSync(join(inbox, `f${index}.txt`), `file ${index}`);
    const descriptor = openSync(join(inbox, 'open.txt'), 'w');
    onTestFinished(() => closeSync(descriptor));
    writeSync(descriptor, 'not finished');
    const { sink, intake } = await startedIntake(workspace);
    await intake.drainOnce();
    expect(sink.drops).toHaveLength(300);
    expect(sink.names).not.toContain('open.txt');
  });
});

describe('archiving', () => {
  it('moves the original of a finished task to its month, never over another', async () => {
    const { sink, inbox, intake, workspace } = await startedIntake(undefined, {
      settings: { after: 'archive' },
    });
    for (const text of ['first', 'second']) {
      writeFileSync(join(inbox, 'note.txt'), text);
      await sink.until(() => sink.drops.at(-1)?.context.contents === text);
      await intake.finished(sink.drops.at(-1)?.taskId ?? '');
    }
    const now = new Date();
    const month = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
    const archive = join(workspace, 'watch_inbox_archive', month);
    expect(readdirSync(archive).sort()).toEqual(['note (2).txt', 'note.txt']);
    expect(readFileSync(join(archive, 'note (2).txt'), 'utf8')).toBe('second');
    expect(readdirSync(inbox)).toEqual([]);
    expect(sink.drops[1]?.supersedes).toBeUndefined();
  });

  it('leaves an original alone that changed after it was taken', async () => {
    const { sink, inbox, intake } = await startedIntake(undefined, { settings: { after: 'archive' } });
    writeFileSync(join(inbox, 'note.txt'), 'first');
    await sink.until(() => sink.drops.length === 1);
    writeFileSync(join(inbox, 'note.txt'), 'second, longer');
    await intake.finished(sink.drops[0]?.taskId ?? '');
    expect(readdirSync(inbox)).toEqual(['note.txt']);
  });
});
