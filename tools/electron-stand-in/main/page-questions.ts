import type { EventPayload, Session } from '../chromium/connection.ts';
import type { PageQuestion } from '../page/wire.ts';
import { askName } from './page-scripts.ts';

type Answer = (text: string) => string;

/**
 * Calls of a preload that must return at once, though the answer is here. The page stops at a `debugger` statement;
 * while it stands, its variables can be read, a file's path asked for, and the answer set.
 */
export async function answerPageQuestions(page: Session, sendSync: Answer): Promise<void> {
  page.on('Debugger.paused', (paused) => {
    void answer(page, paused, sendSync)
      // The page may be gone by then.
      .catch(() => undefined)
      .finally(() => page.tell('Debugger.resume'));
  });
  await page.send('Debugger.enable');
}

async function answer(
  page: Session,
  paused: EventPayload<'Debugger.paused'>,
  sendSync: Answer,
): Promise<void> {
  const frame = paused.callFrames[0];
  // A page's own `debugger` statements do nothing, as with closed developer tools.
  if (frame?.functionName !== askName) return;
  const { callFrameId } = frame;
  const read = async (expression: string) =>
    (await page.send('Debugger.evaluateOnCallFrame', { callFrameId, expression })).result;
  const question = (await read('question')).value as PageQuestion;
  const text =
    question === 'send-sync'
      ? sendSync(String((await read('text')).value))
      : await filePath(page, (await read('value')).objectId);
  await read(`answer = ${JSON.stringify(text)}`);
}

/** Empty for a file made in the page, as in Electron. */
async function filePath(page: Session, objectId: string | undefined): Promise<string> {
  if (objectId === undefined) return '';
  const { path } = await page.send('DOM.getFileInfo', { objectId });
  return path;
}
