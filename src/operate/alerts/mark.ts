/** At the end of the comment of every silence that `alerts ack` makes: only those are ever ended by us. */
const FORM = /^(.*) \[signalbox ack ([0-9a-f]{8})\]$/s;

export interface Mark {
  readonly reason: string;
  /** The same on all silences of one acknowledgement. */
  readonly id: string;
}

export function markedComment({ reason, id }: Mark): string {
  return `${reason} [signalbox ack ${id}]`;
}

/** What our mark says; undefined for a silence that is somebody else's. */
export function markOf(comment: string): Mark | undefined {
  const [, reason, id] = FORM.exec(comment) ?? [];
  return reason === undefined || id === undefined ? undefined : { reason, id };
}
