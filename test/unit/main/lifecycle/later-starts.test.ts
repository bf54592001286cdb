import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import type { App } from 'electron';
import { expect, it } from 'vitest';
import { LaterStarts, type StartArguments } from '../../../../src/main/lifecycle/index.ts';

it('keeps what reaches the first instance until somebody listens', () => {
  const app = Object.assign(new EventEmitter(), { getAppPath: () => '/app' });
  const starts = new LaterStarts(app as unknown as App);
  let prevented = 0;
  app.emit('second-instance', {}, ['/electron', '/app', 'a.txt'], '/here');
  app.emit('open-file', { preventDefault: () => prevented++ }, '/b.txt');
  const heard: StartArguments[] = [];
  starts.listen((start) => heard.push(start));
  app.emit('activate');
  expect(heard.map(({ files }) => files)).toEqual([[resolve('/here', 'a.txt')], ['/b.txt'], []]);
  expect(prevented).toBe(1);
});
