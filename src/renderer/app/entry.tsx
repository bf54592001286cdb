import { lazy, Suspense, useState } from 'react';
import type { ShellState } from '../../shared/shell.ts';
import { useShell } from '../client/index.ts';
import { Frame } from './frame.tsx';

const FirstRun = lazy(async () => ({ default: (await import('../screens/first-run/index.ts')).FirstRun }));
const Standstill = lazy(async () => ({
  default: (await import('../screens/first-run/index.ts')).Standstill,
}));

/** What the state of the app around the employee lets be shown. */
export function Entry() {
  const shell = useShell();
  // The first run goes on, through the start of the employee, until the person leaves it.
  const [isWelcoming, setWelcoming] = useState(false);
  if (shell === undefined) return null;
  if (shell.employee.state === 'first_run' && !isWelcoming) setWelcoming(true);
  if (isWelcoming) {
    return (
      <Suspense>
        <FirstRun onDone={() => setWelcoming(false)} />
      </Suspense>
    );
  }
  return canWork(shell) ? (
    <Frame />
  ) : (
    <Suspense>
      <Standstill />
    </Suspense>
  );
}

function canWork({ employee }: ShellState): boolean {
  return employee.state === 'running' || employee.state === 'attached';
}
