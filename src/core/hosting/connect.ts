import { ControlClient, localControlEndpoint } from '../control/index.ts';
import { type Places, realRoot, type StartedWith } from './places.ts';

/** The employee that runs in another process; `undefined` when none does. Throws as `ControlClient.connect` does. */
export async function connectToEmployee(
  places: Places,
  environment: StartedWith['environment'],
): Promise<ControlClient | undefined> {
  const { files, clock, random, userState } = places;
  const endpoint = localControlEndpoint({
    workspaceRoot: realRoot(places),
    stateFolder: userState.folder,
    environment,
  });
  return ControlClient.connect({ endpoint, token: await userState.controlToken(), files, clock, random });
}
