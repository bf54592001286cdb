import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspacePaths } from '../../../../src/core/workspace/index.ts';
import { EmployeeHost } from '../../../../src/main/employee/index.ts';
import {
  type Dialogs,
  FileDrops,
  OfferedPaths,
  type Outside,
  shellHandlers,
} from '../../../../src/main/handlers/index.ts';
import { PreferenceBook } from '../../../../src/main/preferences/index.ts';
import { ShellStatus } from '../../../../src/main/shell-status.ts';
import { wordsIn } from '../../../../src/main/words/index.ts';
import type { CommandName } from '../../../../src/shared/api.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { testFiles } from '../../../helpers/test-files.ts';
import { FakePort } from '../employee/stage.ts';

/** The handlers of the app over a folder of the test, fake dialogs and fake programs. */
export class HandlerStage {
  readonly folder = temporaryFolder();
  readonly root = join(this.folder, 'workspace');
  readonly suggested = join(this.folder, 'PersonalAIEmployee');
  readonly paths = workspacePaths(this.root);
  readonly port = new FakePort();
  readonly host = new EmployeeHost({
    port: this.port,
    clock: new FakeClock(),
    suggested: this.suggested,
    stopAsked: () => undefined,
  });
  /** What was opened outside, shown, asked, remembered and set, in order. */
  readonly did: string[] = [];
  readonly answers: Partial<Record<CommandName, (params: Readonly<Record<string, unknown>>) => unknown>> = {};
  chosenFolder: string | undefined;
  chosenFiles: readonly string[] = [];
  chosenArchive: string | undefined;
  readonly offered = new OfferedPaths();
  savePath: string | undefined;
  agrees = true;
  hasObsidian = false;
  readonly handlers;

  constructor() {
    const files = testFiles();
    // A test answers what the command's schema says.
    const api = {
      call: async (name: CommandName, params: unknown) =>
        this.answers[name]?.(params as Readonly<Record<string, unknown>>) as never,
    };
    const status = new ShellStatus(this.host, { version: '1.0.0', platform: 'linux' });
    this.handlers = shellHandlers({
      api,
      files,
      host: this.host,
      userState: { rememberWorkspace: async (path) => void this.did.push(`remember ${path}`) },
      suggested: this.suggested,
      drops: new FileDrops({
        api,
        files,
        words: wordsIn(() => 'en'),
        temporaryFolder: join(this.folder, 'moment'),
      }),
      preferences: new PreferenceBook(
        { get: () => undefined, set: (key) => void this.did.push(`set ${key}`) },
        () => undefined,
      ),
      loginItem: {
        isEnabled: () => false,
        startedTheApp: () => false,
        set: async (enabled) => void this.did.push(`login ${enabled}`),
      },
      dialogs: this.#dialogs(),
      offered: this.offered,
      wizardDialogs: this.#dialogs(),
      wizard: {
        open: ({ archive }) => void this.did.push(`wizard ${archive}`),
        close: () => void this.did.push('wizard closed'),
      },
      outside: this.#outside(),
      paths: () => this.paths,
      state: () => status.current,
      place: () => ({ view: 'today', id: null }),
      quit: (how) => void this.did.push(`quit ${how}`),
    });
  }

  /** Makes a file, with its folders, below the stage's folder. */
  put(path: string, content = 'x'): string {
    const place = join(this.folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
    return place;
  }

  #dialogs(): Dialogs {
    return {
      chooseFolder: async () => this.chosenFolder,
      chooseFiles: async () => this.chosenFiles,
      chooseArchive: async () => this.chosenArchive,
      saveAs: async () => this.savePath,
      confirmLink: async ({ host }) => {
        this.did.push(`ask ${host}`);
        return this.agrees;
      },
    };
  }

  #outside(): Outside {
    return {
      openPath: async (path) => void this.did.push(`open ${path}`),
      showInFolder: (path) => void this.did.push(`show ${path}`),
      openUrl: async (url) => void this.did.push(`url ${url}`),
      canOpen: () => this.hasObsidian,
    };
  }
}
