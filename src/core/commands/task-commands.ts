import { basename, extname, join } from 'node:path';
import { EmployeeError } from '../../shared/errors.ts';
import { auditSince } from '../audit/index.ts';
import { timestamp } from '../clock/index.ts';
import { listTasks } from '../queue/index.ts';
import type { Handlers } from './handlers.ts';
import type { CommandServices } from './services.ts';

const maxAddedBytes = 100_000_000;

/** The queue, as a person works with it. */
export function taskCommands(services: CommandServices) {
  const { files, queue, trail, clock, orchestrator, withdraw } = services;
  return {
    'tasks.list': ({ state, limit }) =>
      state === 'quarantine'
        ? Promise.resolve(queue.quarantine.list(limit))
        : listTasks(files, queue.paths, { state, limit }),

    'tasks.query': (question) => services.tasks.page(question),

    'tasks.show': async ({ id }) => {
      const found = queue.find(id);
      if (found === undefined) throw noSuchTask(id);
      const audit = (await trail.findByTask(id, undefined, auditSince(found.task))).toSorted(
        (a, b) => a.seq - b.seq,
      );
      return { ...found, audit };
    },

    'tasks.add': async ({ path }) => {
      const content = files.read(path, maxAddedBytes);
      if (content === undefined) throw cannotAdd(path, 'there is no such file', 'Check the path');
      if (content.byteLength > maxAddedBytes)
        throw cannotAdd(path, 'it is larger than 100 MB', 'Copy it into watch_inbox');
      const inbox = services.inbox();
      const extension = extname(path);
      const name = basename(path, extension);
      for (let version = 1; ; version += 1) {
        const target = join(
          inbox,
          version === 1 ? `${name}${extension}` : `${name} (${version})${extension}`,
        );
        if ((await files.create(target, content)) === 'exists') continue;
        return { message: `Dropped ${basename(target)} into the inbox`, path: target };
      }
    },

    'tasks.retry': async ({ id }) => {
      const found = queue.find(id);
      if (found === undefined) throw noSuchTask(id);
      if (found.state !== 'completed') {
        throw new EmployeeError('conflict', {
          what: `cannot retry ${id}`,
          why: `it is not finished: it is in ${found.state}`,
          hint: 'Wait until it is finished, or cancel it first',
        });
      }
      const task = await queue.takeBack(id);
      if (task === undefined) throw noSuchTask(id);
      trail.record({ action: 'task_retried', taskId: id, details: { former_status: task.status ?? null } });
      await trail.commit();
      const {
        plan: _plan,
        earlier: _earlier,
        actions: _actions,
        note: _note,
        error: _error,
        retry_at: _retryAt,
        ...kept
      } = task;
      const at = timestamp(clock);
      const history = [...(task.history ?? []), { at, event: 'retried' }];
      const again = {
        ...kept,
        status: 'pending',
        completed_at: null,
        result: null,
        attempts: 0,
        crashes: 0,
        iterations: 0,
        history,
      };
      await queue.save(again);
      await queue.release(again);
      orchestrator.pump();
      return { message: `${id} is in the inbox again` };
    },

    'tasks.cancel': async ({ id }) => {
      const found = queue.find(id);
      if (found === undefined) throw noSuchTask(id);
      if (await withdraw(id, 'cancelled by a person'))
        return { message: `${id} is cancelled; nothing of it was done` };
      throw new EmployeeError('conflict', {
        what: `cannot cancel ${id}`,
        why: found.state === 'completed' ? 'it is finished' : 'it is being worked on',
        hint:
          found.state === 'completed' ? 'Nothing is left to cancel' : 'Wait until it is finished or asks you',
      });
    },
  } satisfies Partial<Handlers>;
}

function noSuchTask(id: string): EmployeeError {
  return new EmployeeError('not_found', {
    what: `cannot find the task ${id}`,
    why: 'no state folder holds it',
    hint: 'List the tasks with: employee tasks list',
  });
}

function cannotAdd(path: string, why: string, hint: string): EmployeeError {
  return new EmployeeError('invalid_input', { what: `cannot add ${path}`, why, hint });
}
