/** Thrown by a command that did its work and has a "no" for an answer: `health` that is not healthy, for one. */
export class ExitWith extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit ${exitCode}`);
    this.exitCode = exitCode;
  }
}
