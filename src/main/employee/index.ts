/**
 * The employee as the shell holds it: in this process, or followed in another one.
 */
export { EmployeeHost, type HostState } from './employee-host.ts';
export { localEmployeePort } from './local-port.ts';
export type { EmployeePort, HostedEmployee, RemoteEmployee, ShellEvent } from './session.ts';
