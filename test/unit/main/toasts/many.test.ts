import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

const ids = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `t${from + index}`);

describe('many requests', () => {
  it('are told one by one up to three, in one toast from four', () => {
    const three = stage();
    for (const id of ids(3)) three.ask(three.request(id));
    three.pass();
    expect(three.notifier.shown).toHaveLength(3);

    const five = stage();
    for (const id of ids(5)) five.ask(five.request(id));
    five.pass();
    expect(five.notifier.titles).toEqual(['5 requests wait for you']);
    expect(five.notifier.last).toMatchObject({
      body: 'The first one expires in 71 hours',
      buttons: ['review'],
    });
  });

  it('counts those of the last seconds too', () => {
    const { ask, request, pass, notifier } = stage();
    for (const id of ids(2)) ask(request(id));
    pass();
    for (const id of ids(2, 3)) ask(request(id));
    pass();
    expect(notifier.titles).toEqual(['Send t1 to ACME', 'Send t2 to ACME', '4 requests wait for you']);
  });

  it('do not knock every second while they keep coming', () => {
    const { ask, request, pass, notifier } = stage();
    for (const id of ids(300)) {
      ask(request(id));
      pass(1_000);
    }
    // Five minutes: the first two, then a group at most every half a minute.
    expect(notifier.shown.length).toBeLessThanOrEqual(13);
    expect(notifier.shown.filter((toast) => !toast.withdrawn).length).toBeLessThanOrEqual(3);
  });

  it('are withdrawn together when nothing waits any more', () => {
    const { ask, request, pass, change, notifier } = stage();
    for (const id of ids(5)) ask(request(id));
    pass();
    for (const id of ids(4)) change(id);
    expect(notifier.last.withdrawn).toBe(false);
    change('t5');
    expect(notifier.last.withdrawn).toBe(true);
  });

  it('never leave more than twenty toasts up', () => {
    const { ask, request, pass, notifier } = stage();
    for (const id of ids(30)) {
      ask(request(id));
      pass(60_000);
    }
    expect(notifier.shown).toHaveLength(30);
    expect(notifier.shown.map((toast) => toast.withdrawn)).toEqual([
      ...Array(10).fill(true),
      ...Array(20).fill(false),
    ]);
  });
});

describe('alerts', () => {
  it('are told, and lead to their task or to health', () => {
    const { alert, pass, notifier, opened } = stage();
    alert('The disk is full');
    alert('A payment may have happened', 'task_1');
    pass();
    expect(notifier.shown.map(({ body }) => body)).toEqual([
      'The disk is full',
      'A payment may have happened',
    ]);
    for (const { tell } of notifier.shown) tell({ kind: 'opened' });
    expect(opened).toEqual([
      { view: 'health', id: null },
      { view: 'tasks', id: 'task_1' },
    ]);
  });

  it('are told in one toast from four', () => {
    const { alert, pass, notifier } = stage();
    for (const id of ids(6)) alert(id);
    pass();
    expect(notifier.titles).toEqual(['6 alerts']);
  });

  it('about a request that waits are left to its own toast', () => {
    const { remind, alert, request, pass, notifier } = stage();
    alert('An approval waits: New recipient', 'a');
    remind(request('a'), 'alert');
    pass();
    expect(notifier.titles).toEqual(['Send a to ACME']);
  });
});

describe('quiet hours', () => {
  it('raise nothing, and one toast when they end if something still waits', () => {
    const { ask, alert, change, request, pass, quiet, notifier } = stage();
    quiet({ from: 9, to: 12 });
    for (const id of ids(3)) ask(request(id));
    pass(600_000);
    change('t1');
    pass(3 * 3_600_000 - 601_000);
    expect(notifier.shown).toEqual([]);
    pass(70_000);
    expect(notifier.titles).toEqual(['2 requests wait for you']);
    alert('The disk is full');
    pass();
    expect(notifier.last.body).toBe('The disk is full');
  });

  it('raise nothing afterwards when all was decided meanwhile', () => {
    const { ask, change, request, pass, quiet, notifier } = stage();
    quiet({ from: 9, to: 12 });
    ask(request('a'));
    pass(600_000);
    change('a');
    pass(12 * 3_600_000);
    expect(notifier.shown).toEqual([]);
  });

  it('keep alerts back too', () => {
    const { alert, pass, quiet, notifier } = stage();
    quiet({ from: 9, to: 12 });
    alert('The disk is full');
    pass(3_600_000);
    expect(notifier.shown).toEqual([]);
    pass(3 * 3_600_000);
    expect(notifier.last.body).toBe('The disk is full');
  });

  it('hold back the start, and end at once when the person ends them', () => {
    const { toasts, request, pass, quiet, notifier } = stage();
    quiet({ from: 22, to: 10 });
    toasts.start(ids(2).map((id) => request(id)));
    pass();
    expect(notifier.shown).toEqual([]);
    quiet(null);
    pass(60_000);
    expect(notifier.titles).toEqual(['2 requests wait for you']);
  });
});

describe('a notifier that fails', () => {
  it('is told once, and again when it works', () => {
    const { ask, request, pass, notifier, problems } = stage();
    for (const id of ids(2)) ask(request(id));
    pass();
    for (const { tell } of notifier.shown) tell({ kind: 'failed', why: 'no bus', hint: 'Log in.' });
    expect(problems).toEqual(['Toasts cannot be shown: no bus. Log in.']);
    ask(request('t3'));
    pass();
    notifier.last.tell({ kind: 'shown' });
    expect(problems).toEqual(['Toasts cannot be shown: no bus. Log in.', undefined]);
  });
});
