import { createRoot } from 'react-dom/client';
import { App } from '../../../src/renderer/app/index.ts';
import { createFake, pictureTime, type Scale, troubles } from '../../../src/renderer/client/fake/index.ts';
import { type EmployeeClient, startSession } from '../../../src/renderer/client/index.ts';
import { firstMessages } from './first-messages.ts';

/**
 * The window over an employee in memory, as the address asks for it:
 * `?scale=typical&view=today&id=…&theme=dark&language=ur&density=compact&shell=first_run&troubles`.
 */
const asked = new URLSearchParams(location.search);
const scale = (asked.get('scale') ?? 'typical') as Scale;
const client = createFake(scale, {
  first: firstMessages(asked, scale),
  answers: asked.has('troubles') ? troubles : {},
});
Object.assign(window, { fake: client });

const root = document.getElementById('root');
if (root) createRoot(root).render(<App session={sessionOf(client)} />);

function sessionOf(employee: EmployeeClient) {
  return startSession(employee, () => pictureTime, new AbortController().signal);
}
