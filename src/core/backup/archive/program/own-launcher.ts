import { ForkLauncher } from './fork-launcher.ts';
import type { ArchiveLauncher } from './launcher.ts';
import { ThreadLauncher } from './thread-launcher.ts';

/**
 * A process of its own where this program runs on Node. The installed app's command line runs in Electron, which starts no
 * scripts (docs/adr/0008-installed-command-line.md): a thread.
 */
export function ownLauncher(versions: NodeJS.ProcessVersions = process.versions): ArchiveLauncher {
  return versions.electron === undefined ? new ForkLauncher() : new ThreadLauncher();
}
