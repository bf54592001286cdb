import { describe, expect, it } from 'vitest';
import { settle, stage } from './stage.ts';

describe('a request', () => {
  it('is told once: the sentence, the reason, the time left', () => {
    const { ask, request, pass, notifier } = stage();
    ask(request('a'));
    ask(request('a'));
    pass();
    ask(request('a'));
    pass();
    expect(notifier.shown).toMatchObject([
      { title: 'Send a to ACME', body: 'New recipient · expires in 71 hours' },
    ]);
  });

  it('is told in the language that is chosen by then', () => {
    const { ask, request, pass, speak, notifier } = stage();
    speak('ur');
    ask(request('a'));
    pass();
    expect(notifier.last).toMatchObject({
      title: 'Send a to ACME',
      body: 'New recipient · میعاد 71 گھنٹوں میں ختم',
    });
  });

  it('that can be approved stands in the body too when the screen may cut the title', () => {
    const { ask, request, pass, notifier } = stage();
    const sentence = 'Append “Call ACME back tomorrow” to the note Inbox.md';
    ask(request('a', { sentence }));
    pass();
    expect(notifier.last).toMatchObject({
      title: sentence,
      body: `${sentence} · New recipient · expires in 71 hours`,
    });
    ask(request('b', { sentence, low_risk: false }));
    pass();
    expect(notifier.last.body).toBe('New recipient · expires in 71 hours');
  });

  it('is told anew, in place of the old toast, when what it asks changed', () => {
    const { ask, request, pass, notifier } = stage();
    ask(request('a'));
    pass();
    ask(request('a', { approval_sha256: 'another' }));
    pass();
    expect(notifier.shown).toMatchObject([{ withdrawn: true }, { withdrawn: false }]);
  });

  it.each([
    [{ low_risk: true }, ['approve', 'reject']],
    [{ low_risk: false }, ['review']],
    // Only the beginning of it fits: nobody approves what they have not seen.
    [{ low_risk: true, sentence: `Send ${'x'.repeat(500)} and pay` }, ['review']],
  ])('%j offers %j', (change, buttons) => {
    const { ask, request, pass, notifier } = stage();
    ask(request('a', change));
    pass();
    expect(notifier.last.buttons).toEqual(buttons);
  });

  it('is withdrawn when it is decided elsewhere, even before it was told', () => {
    const { ask, request, pass, change, notifier } = stage();
    ask(request('a'));
    pass();
    change('a');
    ask(request('b'));
    change('b');
    pass();
    expect(notifier.shown).toMatchObject([{ title: 'Send a to ACME', withdrawn: true }]);
  });

  it('is withdrawn while a decision elsewhere can still be undone', () => {
    const { ask, request, pass, change, notifier } = stage();
    ask(request('a'));
    pass();
    change('a', true);
    expect(notifier.last.withdrawn).toBe(true);
  });
});

describe('an answer', () => {
  it('approves exactly what was shown', async () => {
    const { ask, request, pass, notifier, calls, opened } = stage();
    ask(request('a'));
    pass();
    notifier.last.tell({ kind: 'shown' });
    notifier.last.tell({ kind: 'pressed', button: 'approve' });
    await settle();
    expect(calls).toEqual([['approvals.approve', { id: 'a', sha: 'sha of a' }]]);
    expect(opened).toEqual([]);
  });

  it('rejects', async () => {
    const { ask, request, pass, notifier, calls } = stage();
    ask(request('a'));
    pass();
    notifier.last.tell({ kind: 'pressed', button: 'reject' });
    await settle();
    expect(calls).toEqual([['approvals.reject', { id: 'a', sha: 'sha of a' }]]);
  });

  it('that the core refuses opens the card', async () => {
    const { ask, request, pass, notifier, refuse, opened, problems } = stage();
    refuse(new Error('the request changed'));
    ask(request('a'));
    pass();
    notifier.last.tell({ kind: 'pressed', button: 'approve' });
    await settle();
    expect(opened).toEqual([{ view: 'approvals', id: 'a' }]);
    expect(problems).toEqual([]);
  });

  it.each([[{ kind: 'opened' }], [{ kind: 'pressed', button: 'review' }]] as const)(
    '%j opens the card and decides nothing',
    async (news) => {
      const { ask, request, pass, notifier, calls, opened } = stage();
      ask(request('a'));
      pass();
      notifier.last.tell(news);
      await settle();
      expect(calls).toEqual([]);
      expect(opened).toEqual([{ view: 'approvals', id: 'a' }]);
    },
  );

  it('by dismissal or time decides nothing', async () => {
    const { ask, request, pass, notifier, calls, opened } = stage();
    ask(request('a'));
    pass();
    notifier.last.tell({ kind: 'shown' });
    notifier.last.tell({ kind: 'gone' });
    await settle();
    expect([...calls, ...opened]).toEqual([]);
  });

  it('counts once, whatever comes after it', async () => {
    const { ask, request, pass, notifier, calls } = stage();
    ask(request('a'));
    pass();
    const { tell } = notifier.last;
    tell({ kind: 'pressed', button: 'reject' });
    tell({ kind: 'pressed', button: 'approve' });
    tell({ kind: 'opened' });
    await settle();
    expect(calls).toEqual([['approvals.reject', { id: 'a', sha: 'sha of a' }]]);
  });

  it('counts no more after the toast was withdrawn or the app closed', async () => {
    const { ask, request, pass, change, notifier, toasts, calls } = stage();
    ask(request('a'));
    ask(request('b'));
    pass();
    change('a');
    await toasts.close();
    for (const shown of notifier.shown) shown.tell({ kind: 'pressed', button: 'approve' });
    await settle();
    expect(calls).toEqual([]);
    expect(notifier.closed).toBe(true);
  });
});

describe('reminders', () => {
  it('replace the first toast and say that time runs', () => {
    const { ask, remind, request, pass, notifier } = stage();
    const approval = request('a');
    ask(approval);
    pass();
    pass(24 * 3_600_000);
    remind(approval);
    pass();
    remind(approval, 'alert');
    pass();
    expect(notifier.shown).toMatchObject([
      { withdrawn: true },
      { body: 'Still waiting: New recipient · expires in 47 hours', withdrawn: true },
      { body: 'Last reminder: New recipient · expires in 47 hours', withdrawn: false },
    ]);
  });
});

describe('the start', () => {
  it('tells what waits in one toast that opens the list', () => {
    const { toasts, request, pass, notifier, opened } = stage();
    toasts.start(['a', 'b'].map((id) => request(id)));
    pass(1);
    expect(notifier.titles).toEqual(['2 requests wait for you']);
    notifier.last.tell({ kind: 'opened' });
    expect(opened).toEqual([{ view: 'approvals', id: null }]);
  });

  it('tells a single request with its own toast, and nothing when nothing waits', () => {
    const { toasts, request, pass, notifier } = stage();
    toasts.start([]);
    pass();
    expect(notifier.titles).toEqual([]);
    toasts.start([request('a')]);
    pass();
    expect(notifier.titles).toEqual(['Send a to ACME']);
  });

  it('after a break repeats nothing, and withdraws what was decided meanwhile', () => {
    const { toasts, ask, request, pass, notifier } = stage();
    ask(request('a'));
    ask(request('b'));
    pass();
    toasts.start([request('b')]);
    pass();
    expect(notifier.shown.map(({ title, withdrawn }) => [title, withdrawn])).toEqual([
      ['Send a to ACME', true],
      ['Send b to ACME', false],
    ]);
  });

  it('keeps a request that came while the list was on its way', () => {
    const { toasts, ask, request, pass, notifier } = stage();
    ask(request('young'));
    toasts.start([]);
    pass();
    expect(notifier.titles).toEqual(['Send young to ACME']);
  });

  it('leaves alone what is being decided', () => {
    const { toasts, request, pass, notifier } = stage();
    toasts.start([request('a', { deciding: { decision: 'approved', until: new Date().toISOString() } })]);
    pass();
    expect(notifier.shown).toEqual([]);
  });
});

describe('closing the window', () => {
  it('says that the employee goes on', () => {
    const { toasts, notifier, opened } = stage();
    toasts.tellHidden();
    expect(notifier.last).toMatchObject({ title: 'The employee keeps working', buttons: [] });
    notifier.last.tell({ kind: 'opened' });
    expect(opened).toEqual([{ view: 'today', id: null }]);
  });
});

describe('files that were not taken', () => {
  it('are told at once, also in quiet hours, with the first reason', () => {
    const { toasts, quiet, notifier, opened } = stage();
    quiet({ from: 0, to: 23 });
    const refused = ['a', 'b'].map((name) => ({ name, why: 'it is a folder' }));
    toasts.tellNotTaken(refused, () => undefined);
    expect(notifier.last).toMatchObject({ title: '2 files were not taken', body: 'a: it is a folder' });
    notifier.last.tell({ kind: 'opened' });
    expect(opened).toEqual([{ view: 'today', id: null }]);
  });

  it('are told in another way where toasts do not work; none are not told', () => {
    const { toasts, notifier } = stage();
    const unseen: unknown[] = [];
    toasts.tellNotTaken([], () => unseen.push('none'));
    expect(notifier.shown).toEqual([]);
    toasts.tellNotTaken([{ name: 'a', why: 'it is gone' }], ({ body }) => unseen.push(body));
    notifier.last.tell({ kind: 'failed', why: 'no bus', hint: 'Log in.' });
    expect(unseen).toEqual(['a: it is gone']);
  });
});

describe('a backup that was asked for and not made', () => {
  it('is told with the reason, also in quiet hours, and leads to the backups', () => {
    const { toasts, quiet, notifier, opened } = stage();
    quiet({ from: 0, to: 23 });
    toasts.tellNotBackedUp('the disk is full', () => undefined);
    expect(notifier.last).toMatchObject({ title: 'The backup was not made', body: 'the disk is full' });
    notifier.last.tell({ kind: 'opened' });
    expect(opened).toEqual([{ view: 'backups', id: null }]);
  });
});
