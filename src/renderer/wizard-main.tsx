import { createRoot } from 'react-dom/client';
import { BridgeClient, startSession } from './client/index.ts';
import { WizardApp } from './wizard/index.ts';

const root = document.getElementById('root');
const bridge = window.employee;
if (root === null || bridge === undefined) throw new Error('the page or its preload is not ours');
// The page lives as long as the window: nothing ends the session before it.
const session = startSession(new BridgeClient(bridge), () => new Date(), new AbortController().signal);
createRoot(root).render(<WizardApp session={session} />);
