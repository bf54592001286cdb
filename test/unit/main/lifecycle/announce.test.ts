import { describe, expect, it } from 'vitest';
import { EmployeeHost } from '../../../../src/main/employee/index.ts';
import { announceReady } from '../../../../src/main/lifecycle/index.ts';
import { EmployeeError } from '../../../../src/shared/errors.ts';
import { FakeClock } from '../../../helpers/fake-clock.ts';
import { apiOf, FakeEmployee, FakePort } from '../employee/stage.ts';
import { statusWith } from '../status.ts';

function terminal(validate: boolean) {
  const port = new FakePort();
  const host = new EmployeeHost({
    port,
    clock: new FakeClock(),
    suggested: '/s',
    stopAsked: () => undefined,
  });
  const printed: string[] = [];
  const noted: string[] = [];
  const validated = Promise.withResolvers<void>();
  announceReady({
    host,
    validate,
    print: (line) => {
      printed.push(line);
      if (line !== 'ready') validated.resolve();
    },
    note: (line) => noted.push(line),
  });
  return { port, host, printed, noted, validated: validated.promise };
}

describe('the terminal that started the app', () => {
  it('is told once that the inbox is watched', async () => {
    const { host, printed } = terminal(false);
    await host.open('/w');
    await host.open('/other');
    expect(printed).toEqual(['ready']);
  });

  it('is told what is wrong with the settings', async () => {
    const { port, host, noted } = terminal(false);
    port.openWith = async (root) => {
      const employee = new FakeEmployee(root);
      employee.problems = ['LOG_LEVEL: expected a level, got "loud"'];
      return employee;
    };
    await host.open('/w');
    expect(noted).toEqual(['LOG_LEVEL: expected a level, got "loud"']);
  });

  it('is told what the check of itself said', async () => {
    const { port, host, printed, validated } = terminal(true);
    port.openWith = async (root) => {
      const employee = new FakeEmployee(root);
      const api = apiOf({ status: () => statusWith(), validate: () => ({ message: 'All is well' }) });
      return Object.assign(employee, { api });
    };
    await host.open('/w');
    await validated;
    expect(printed).toEqual(['ready', 'All is well']);
  });

  it('is told why the employee could not start, and never that it is ready', async () => {
    const { port, host, printed, noted } = terminal(true);
    port.openWith = () =>
      Promise.reject(new EmployeeError('io', { what: 'cannot start', why: 'it is broken', hint: 'Mend it' }));
    await host.open('/w');
    expect(printed).toEqual([]);
    expect(noted).toEqual(['cannot start: it is broken. Mend it']);
  });
});
