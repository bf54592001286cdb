/** How much there is to see. `error`: nothing that is asked for can be read. */
export const scales = ['empty', 'typical', 'overfull', 'error'] as const;

export type Scale = (typeof scales)[number];
