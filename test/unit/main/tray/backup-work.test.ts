import { describe, expect, it, vi } from 'vitest';
import { Publisher } from '../../../../src/main/topics/index.ts';
import { BackupWatch } from '../../../../src/main/tray/backup-work.ts';
import type { Api } from '../../../../src/shared/api.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';

class Stage {
  readonly clock = new FakeClock();
  readonly publisher = new Publisher(this.clock);
  running: 'backup' | 'rehearsal' | null = null;
  reachable = true;
  readonly watch: BackupWatch;

  constructor() {
    const call = async () => {
      if (!this.reachable) throw new Error('not running');
      return { running: this.running };
    };
    this.watch = new BackupWatch({ call } as unknown as Api, this.publisher, () => undefined);
  }

  async hears(running: Stage['running']): Promise<void> {
    this.running = running;
    this.changes();
    await vi.waitFor(() => expect(this.watch.work?.kind ?? null).toBe(running));
  }

  changes(): void {
    this.publisher.hear({ kind: 'backups' });
    // Changes that come close together are told as one.
    this.clock.advance(100);
  }
}

const progress = { work: 'backup', done: 30, total: 120, unit: 'bytes' } as const;

describe('the watch on backups', () => {
  it('tells what is under way and how far it has come, until it is over', async () => {
    const stage = new Stage();
    expect(stage.watch.work).toBeUndefined();
    await stage.hears('backup');
    stage.publisher.hear({ kind: 'progress', progress });
    expect(stage.watch.work).toEqual({ kind: 'backup', share: 0.25 });
  });

  it('does not take the progress of a restore for a backup', () => {
    const stage = new Stage();
    stage.publisher.hear({ kind: 'progress', progress: { ...progress, work: 'restore' } });
    expect(stage.watch.work).toBeUndefined();
  });

  it('tells of nothing once nobody works any more', async () => {
    const stage = new Stage();
    await stage.hears('rehearsal');
    stage.reachable = false;
    stage.changes();
    await vi.waitFor(() => expect(stage.watch.work).toBeUndefined());
  });
});
