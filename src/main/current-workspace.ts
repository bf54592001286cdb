import { knowWorkspace, type Places } from '../core/hosting/index.ts';
import type { WorkspacePaths } from '../core/workspace/index.ts';
import type { Api } from '../shared/api.ts';
import { EmployeeError } from '../shared/errors.ts';
import type { EmployeeHost } from './employee/index.ts';

/** The employee of whichever workspace is open at the moment of each call. */
export function currentApi(host: EmployeeHost): Api {
  return { call: async (name, params, signal) => host.api.call(name, params, signal) };
}

/** Where everything of the open workspace is, with what its settings moved. Throws `not_running` before one is open. */
export function currentPaths(host: EmployeeHost, places: Places): WorkspacePaths {
  const { root } = host;
  if (root === undefined)
    throw new EmployeeError('not_running', {
      what: 'cannot open this',
      why: 'no workspace is open',
      hint: 'Choose a folder first',
    });
  return knowWorkspace({ ...places, root }, process.env).paths;
}
