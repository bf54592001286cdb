/** One thing to be archived, on its way from the walk to a packer. */
export interface PackTask {
  /** In the archive, with `/` at its end for an empty folder. */
  readonly path: string;
  /** The real path where `path` had to be spelt differently. */
  readonly name?: string;
  readonly content:
    | {
        readonly kind: 'file';
        readonly source: string;
        readonly orElse?: string;
        readonly firstBytes?: number;
      }
    | { readonly kind: 'text'; readonly text: string; readonly modifiedMs: number }
    | { readonly kind: 'folder'; readonly modifiedMs: number };
}

/** Tasks on their way between threads: those without peculiarities as long strings, which cost far less to copy. */
export interface TaskBatch {
  /** Separated by NUL, which no path holds; so are the next two. */
  readonly paths: string;
  readonly sources: string;
  /** Empty where there is none. */
  readonly orElses: string;
  /** By their places in the batch. */
  readonly peculiar: ReadonlyMap<number, PackTask>;
}

export function packTasks(tasks: readonly PackTask[]): TaskBatch {
  const peculiar = new Map<number, PackTask>();
  const sources: string[] = [];
  const orElses: string[] = [];
  for (const [index, task] of tasks.entries()) {
    const { content, name } = task;
    const isPlain = content.kind === 'file' && content.firstBytes === undefined && name === undefined;
    if (!isPlain) peculiar.set(index, task);
    sources.push(isPlain ? content.source : '');
    orElses.push((isPlain ? content.orElse : undefined) ?? '');
  }
  const paths = tasks.map(({ path }) => path).join('\0');
  return { paths, sources: sources.join('\0'), orElses: orElses.join('\0'), peculiar };
}

export function unpackTasks({ paths, sources, orElses, peculiar }: TaskBatch): PackTask[] {
  const allSources = sources.split('\0');
  const allOrElses = orElses.split('\0');
  return paths.split('\0').map((path, index) => {
    const orElse = allOrElses[index] ?? '';
    const content = {
      kind: 'file',
      source: allSources[index] ?? '',
      ...(orElse === '' ? {} : { orElse }),
    } as const;
    return peculiar.get(index) ?? { path, content };
  });
}
