import { connectToEmployee, type Places, type StartedWith } from '../../core/hosting/index.ts';
import { openLocalEmployee } from '../../core/local-employee.ts';
import type { SecretCipher } from '../../core/secrets/index.ts';
import type { EmployeePort } from './session.ts';

/** The employee on this machine as it is. */
export function localEmployeePort(
  places: Omit<Places, 'root' | 'chosenBy'>,
  environment: StartedWith['environment'],
  secretCipher: SecretCipher,
): EmployeePort {
  const at = (root: string): Places => ({ ...places, root, chosenBy: 'app' });
  return {
    open: (root, { trust }) =>
      openLocalEmployee(at(root), environment, {
        mode: 'service',
        create: true,
        trust,
        takeOver: false,
        secretCipher,
      }),
    connect: (root) => connectToEmployee(at(root), environment),
  };
}
