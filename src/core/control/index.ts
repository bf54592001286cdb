/**
 * The local socket through which CLI and window talk to the running employee: newline-delimited JSON, after both
 * sides have proved the per-user token.
 */
export { ControlClient } from './client.ts';
export {
  type ControlEndpoint,
  controlEndpoint,
  type EndpointInputs,
  localControlEndpoint,
  maxSocketPathBytes,
  pipeName,
  type SocketPlace,
} from './endpoint.ts';
export { ControlServer } from './server.ts';
