import { EmployeeError } from '../../shared/errors.ts';

const listThem = 'List what waits with: employee approvals list';

/** `not_found`: no request of the task is open. */
export function notWaiting(taskId: string): EmployeeError {
  return new EmployeeError('not_found', {
    what: `cannot decide about ${taskId}`,
    why: 'no request of that task is waiting',
    hint: listThem,
  });
}

/** `not_found`: the task has no call whose outcome is unknown. */
export function noUnknownOutcome(taskId: string): EmployeeError {
  return new EmployeeError('not_found', {
    what: `cannot settle the outcome of ${taskId}`,
    why: 'no unknown outcome of that task is waiting',
    hint: listThem,
  });
}

/** `conflict`: the task is not there any more, so that nothing can be done with the answer. */
export function taskGone(taskId: string, why: string): EmployeeError {
  return new EmployeeError('conflict', {
    what: `cannot decide about ${taskId}`,
    why,
    hint: `Nothing was done; look at it with: employee tasks show ${taskId}`,
  });
}

/** `conflict`: the request is not the one that was decided about. */
export function lookAgain(taskId: string, why: string): EmployeeError {
  return new EmployeeError('conflict', {
    what: `cannot decide about ${taskId}`,
    why,
    hint: 'Look at the request again, then decide',
  });
}
