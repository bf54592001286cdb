/** The part of node-notifier that is used, as it behaves: `response` and `metadata` may be missing. */
export interface NodeNotifier {
  notify(options: NotifyOptions, callback: NotifyCallback): unknown;
}

export type NotifyOptions = Readonly<Record<string, string | number | boolean | string[]>>;

export type NotifyCallback = (
  error: Error | string | null,
  response?: string,
  metadata?: { readonly activationType?: string | undefined; readonly activationValue?: string | undefined },
) => void;

/** Calls node-notifier once; `answered` hears the first answer only, which may be a failure to call it. */
export function notifyOnce(notifier: NodeNotifier, options: NotifyOptions, answered: NotifyCallback): void {
  let over = false;
  const first: NotifyCallback = (error, response, metadata) => {
    if (over) return;
    over = true;
    answered(error, response, metadata);
  };
  try {
    notifier.notify(options, first);
  } catch (error) {
    first(error instanceof Error ? error : String(error));
  }
}
