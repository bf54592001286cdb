/**
 * What each command of the contract does. CLI, control socket and window all end here.
 */
export { EmployeeApi } from './api.ts';
export { Validator } from './validator.ts';
