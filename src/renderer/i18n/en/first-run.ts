/** From nothing to a first finished task; and what stands in the window while the employee cannot work. */
export const firstRun = {
  'first.steps': 'Setting up',
  'first.stepWorkspace': 'Workspace',
  'first.stepModel': 'Thinking',
  'first.stepFile': 'First file',
  'first.stepDone': 'Done',
  'first.back': 'Back',
  'first.continue': 'Continue',

  'first.workspaceTitle': 'Where should the employee work?',
  'first.workspaceLead':
    'A plain folder on this computer. Everything it reads, writes and did is a file in it that you can open, copy or delete.',
  'first.chooseOther': 'Choose another folder…',
  'first.kindNew': 'A new workspace',
  'first.kindWorkspace': 'An existing workspace',
  'first.kindOriginal': 'A workspace of the original system',
  'first.kindUnusable': 'This folder cannot be used',
  'first.tasks': { one: '{count} task', other: '{count} tasks' },
  'first.notes': { one: '{count} note', other: '{count} notes' },
  'first.trust': 'This workspace is mine',
  'first.trustHint':
    'Leave it off for a folder that somebody gave you: then no stored key, no settings of its own and no action server is used.',
  'first.create': 'Create the workspace',
  'first.open': 'Open the workspace',
  'first.adopt': 'Adopt the workspace',

  'first.modelTitle': 'How should it think?',
  'first.modelLead': 'You can change this at any time in Settings.',
  'first.offline': 'Offline, on this computer',
  'first.offlineHint': 'Built-in rules sort, file and draft. No key, no network, no cost.',
  'first.model': 'With a language model',
  'first.modelHint':
    'Any OpenAI-compatible service. Each call is counted, and stops at $0.10 a day until you change that.',
  'first.key': 'Key (OPENAI_API_KEY)',
  'first.keyEncrypted': 'Kept encrypted by {backend}; it is never shown again, logged or backed up.',
  'first.keyWeak':
    'This system offers no keychain ({backend}): the key would only be obscured, and any program running as you could read it.',
  'first.acceptWeak': 'Keep it anyway',
  'first.keyUnavailable':
    'This system cannot keep secrets. Set OPENAI_API_KEY in the environment and start the app again, or begin offline.',
  'first.useOffline': 'Begin offline',
  'first.useModel': 'Keep the key and continue',

  'first.fileTitle': 'Give it something to do',
  'first.fileLead': 'Drop a file anywhere on this window: a note, an invoice, a list.',
  'first.chooseFile': 'Choose a file…',
  'first.useExample': 'Use an example',
  'first.skip': 'Skip',

  'first.watchTitle': 'Watch it work',
  'first.watchInbox': 'In the inbox',
  'first.watchWorking': 'Being worked on',
  'first.watchDone': 'Done',
  'first.watchAsks': 'It asks you first',
  'first.finishedTitle': 'That is all there is to it',
  'first.finishedLead': 'From now on: drop files, and look at Today when you have two minutes.',
  'first.openNote': 'Open its note',
  'first.goApprovals': 'See what it asks',
  'first.goToday': 'Go to Today',

  'still.starting': 'Opening the workspace',
  'still.startingHint': 'The queue and the audit trail are checked first.',
  'still.stopping': 'Stopping',
  'still.stoppingHint': 'The task in hand is finished or put back. Nothing is lost.',
  'still.failed': 'The employee is not working',
  'still.chooseOther': 'Other workspace…',
  'still.tryAgain': 'Try again',
  'still.openLogs': 'Open the logs',
  'still.quit': 'Quit',

  'trust.notice': 'This workspace is not trusted: no stored key, no .env and no action server is used.',
  'trust.action': 'Trust it…',
  'trust.title': 'Trust this workspace?',
  'trust.body':
    'Do it for a folder that you made or moved yourself. Its settings, its .env and the servers it names then count, and stored keys may be used for it.',
  'trust.confirm': 'Trust this workspace',
} as const;
