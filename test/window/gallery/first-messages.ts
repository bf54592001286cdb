import type { FirstMessages, Scale } from '../../../src/renderer/client/fake/index.ts';
import { preferencesOf, shellOf } from '../../../src/renderer/client/fake/system-data.ts';
import type { Preferences, ShellState, View } from '../../../src/shared/shell.ts';

const employees: Readonly<Record<string, ShellState['employee']>> = {
  first_run: { state: 'first_run', suggested: '/home/sam/PersonalAIEmployee' },
  starting: { state: 'starting' },
  stopping: { state: 'stopping' },
  attached: { state: 'attached', pid: 4_211 },
  failed: {
    state: 'failed',
    error: {
      what: 'Opening the workspace',
      why: 'the audit trail is not what was acknowledged (audit_2026-03-11.jsonl, line 214)',
      hint: 'Open a backup, or acknowledge the break with: employee audit acknowledge',
    },
    path: '/home/sam/PersonalAIEmployee',
  },
};

/** What the address asks for, over what the scale has anyway. */
export function firstMessages(asked: URLSearchParams, scale: Scale): Partial<FirstMessages> {
  const shell = shellOf(scale);
  const state = asked.get('shell') ?? 'running';
  const isFirstRun = state === 'first_run';
  const secretStorage = asked.has('weak')
    ? ({ kind: 'weak', backend: 'basic_text' } as const)
    : shell.secretStorage;
  return {
    ...(isFirstRun || state === 'starting' || state === 'failed' ? { status: undefined } : {}),
    place: { view: (asked.get('view') ?? 'today') as View, id: asked.get('id') },
    wizard: { archive: asked.get('archive') },
    preferences: {
      ...preferencesOf(),
      theme: (asked.get('theme') ?? 'light') as Preferences['theme'],
      language: (asked.get('language') ?? 'en') as Preferences['language'],
      density: (asked.get('density') ?? 'comfortable') as Preferences['density'],
    },
    shell: {
      ...shell,
      secretStorage,
      employee: employees[state] ?? shell.employee,
      workspace:
        isFirstRun || shell.workspace === null
          ? null
          : { ...shell.workspace, trusted: state !== 'untrusted' },
    },
  };
}
