import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useSession } from '../../client/index.ts';
import { TaskPages, type TaskQuestion } from './task-pages.ts';

/** The tasks that match, page by page as they come into sight. `question` is compared by value. */
export function useTaskPages(question: TaskQuestion) {
  const { queries } = useSession();
  const key = JSON.stringify(question);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `question`
  const pages = useMemo(() => new TaskPages(queries, question), [queries, key]);
  const state = useSyncExternalStore(pages.subscribe, pages.get);
  useEffect(() => pages.show(0, 1), [pages]);
  return { ...state, show: pages.show, again: pages.again };
}
