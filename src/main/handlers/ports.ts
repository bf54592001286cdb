import type { LinkVerdict } from '../window/external-link.ts';

/** What is asked of a person in the system's own dialogs. `undefined`: cancelled. */
export interface Dialogs {
  chooseFolder(): Promise<string | undefined>;
  chooseFiles(): Promise<readonly string[]>;
  /** An archive, or a folder of the original system. */
  chooseArchive(kind: 'file' | 'folder'): Promise<string | undefined>;
  saveAs(name: string): Promise<string | undefined>;
  confirmLink(link: Extract<LinkVerdict, { kind: 'ask' }>): Promise<boolean>;
}

/** The programs around the app. */
export interface Outside {
  /** Opens a file or folder with the system's program for it. Throws when there is none. */
  openPath(path: string): Promise<void>;
  showInFolder(path: string): void;
  openUrl(url: string): Promise<void>;
  /** Whether a program is there for addresses such as `obsidian://`. */
  canOpen(scheme: string): boolean;
}
