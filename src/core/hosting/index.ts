/**
 * What a program needs before it can open the employee, or talk to the one that runs: which workspace is meant, what is
 * known of it, and what a new one starts from.
 */
export { connectToEmployee } from './connect.ts';
export {
  findPlaces,
  type KnownWorkspace,
  knowWorkspace,
  type Places,
  type StartedWith,
  workspaceExists,
} from './places.ts';
export { programFolder, templateFolders } from './program-files.ts';
