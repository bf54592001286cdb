import { connectToEmployee, type Places, type StartedWith } from '../../core/hosting/index.ts';
import { type Machine, openLocalEmployee } from '../../core/local-employee.ts';
import type { EmployeePort } from './session.ts';

/** The employee on this machine as it is. */
export function localEmployeePort(
  places: Omit<Places, 'root' | 'chosenBy'>,
  environment: StartedWith['environment'],
  machine: Machine,
): EmployeePort {
  const at = (root: string): Places => ({ ...places, root, chosenBy: 'app' });
  return {
    open: (root, { trust }) =>
      openLocalEmployee(at(root), environment, {
        ...machine,
        mode: 'service',
        create: true,
        trust,
        takeOver: false,
      }),
    connect: (root) => connectToEmployee(at(root), environment),
  };
}
