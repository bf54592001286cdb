import { createRoot } from 'react-dom/client';
import { App } from '../../../src/renderer/app/index.ts';
import { answersOf } from '../../../src/renderer/client/fake/answers.ts';
import {
  createFake,
  type FakeClient,
  pictureTime,
  reportOf,
  type Scale,
  troubles,
} from '../../../src/renderer/client/fake/index.ts';
import { shellOf, statusOf } from '../../../src/renderer/client/fake/system-data.ts';
import { ClientError, startSession } from '../../../src/renderer/client/index.ts';
import { WizardApp } from '../../../src/renderer/wizard/index.ts';
import type { ChannelName, ChannelResult } from '../../../src/shared/ipc/contract.ts';
import type { Place, ShellState } from '../../../src/shared/shell.ts';
import { firstMessages } from './first-messages.ts';
import { createPoisonedFake } from './poisoned.ts';

/**
 * The window over an employee in memory, as the address asks for it:
 * `?scale=typical&view=today&id=…&theme=dark&language=ur&density=compact&shell=first_run`. `break` names a request
 * whose answer is nonsense, `refuse` one that is refused, `window=restore` shows the restore wizard (`archive=…`: at one), `payload` puts one text into every field, `troubles` breaks the trail and a
 * service. Tests drive it through `fake` and `gallery`.
 */
const asked = new URLSearchParams(location.search);
const scale = (asked.get('scale') ?? 'typical') as Scale;
const first = firstMessages(asked, scale);
let restores: ChannelResult<'restore.state'> | undefined;
let payload = asked.get('payload') ?? '';
const fake = clientOf();
const session = startSession(fake, () => pictureTime, new AbortController().signal);

const gallery = {
  payload: (text: string) => {
    payload = text;
    const shell = shellOf(scale);
    fake.publish('changes', { tasks: null, approvals: true, settings: true, backups: true });
    fake.publish('shell', {
      ...shell,
      workspace: shell.workspace && { ...shell.workspace, name: text, path: text },
    });
    fake.publish('status', { ...statusOf(scale), current: { task_id: text, step: text } });
  },
  goTo: (place: Place) => session.place.set(place),
  inbox: (inbox: number) => {
    const status = statusOf(scale);
    fake.publish('status', { ...status, queue: { ...status.queue, inbox } });
  },
  /** What the employee says of restores from now on. */
  restores: (state: ChannelResult<'restore.state'>) => {
    restores = state;
    fake.publish('changes', { tasks: [], approvals: false, settings: false, backups: true });
  },
  wizard: (archive: string | null) => fake.publish('wizard', { archive }),
  reportOf,
  employee: (employee: ShellState['employee']) => {
    const { workspace } = shellOf(scale);
    fake.publish('shell', { ...(first.shell ?? shellOf(scale)), workspace, employee });
    fake.publish('status', statusOf(scale));
  },
};
Object.assign(window, { fake, gallery });

const root = document.getElementById('root');
if (root) {
  const isWizard = asked.get('window') === 'restore';
  createRoot(root).render(isWizard ? <WizardApp session={session} /> : <App session={session} />);
}

function clientOf(): FakeClient {
  const ofRestores = { 'restore.state': () => restores ?? answersOf(scale)['restore.state']({}) };
  if (payload !== '') return createPoisonedFake(scale, () => payload, ofRestores);
  const broken = asked.get('break') as ChannelName | null;
  const refused = asked.get('refuse') as ChannelName | null;
  return createFake(scale, {
    first,
    answers: {
      ...(asked.has('troubles') && troubles),
      ...(refused && {
        [refused]: () => {
          throw new ClientError({
            code: 'conflict',
            what: 'This',
            why: 'the archive has become another',
            hint: 'Look at it again',
          });
        },
      }),
      ...ofRestores,
      ...(broken && { [broken]: () => [{}] }),
    },
  });
}
