/** When an alert fires: Prometheus's own rule over what its expression answered at each evaluation. */
export interface AlertTimes {
  readonly forSeconds: number;
  readonly keepFiringSeconds: number;
}
export type AlertState = 'pending' | 'firing';

/** The state at each evaluation; undefined is inactive. `held`: the moments at which the expression had an answer, in order. */
export function statesOf(
  held: readonly number[],
  evaluated: readonly number[],
  { forSeconds, keepFiringSeconds }: AlertTimes,
): (AlertState | undefined)[] {
  const holds = new Set(held);
  let since: number | undefined;
  let missedSince: number | undefined;
  let state: AlertState | undefined;
  return evaluated.map((at) => {
    if (holds.has(at)) {
      since ??= at;
      missedSince = undefined;
      if (state !== 'firing') state = at - since >= forSeconds ? 'firing' : 'pending';
      return state;
    }
    missedSince ??= at;
    if (state === 'firing' && at - missedSince < keepFiringSeconds) return state;
    since = undefined;
    state = undefined;
    return state;
  });
}
