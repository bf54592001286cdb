import type { CommandInput, CommandName, CommandResult } from '../../shared/api.ts';

/** One function for each command of the contract. */
export type Handlers = {
  readonly [Name in CommandName]: (
    params: CommandInput<Name>,
    signal?: AbortSignal,
  ) => Promise<CommandResult<Name>>;
};
