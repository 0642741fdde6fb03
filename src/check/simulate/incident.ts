import { parseDecimal, toNumber } from '../../kernel/decimal.ts';
import { parseDuration } from '../../kernel/duration.ts';

/** A stretch of trouble, as it is asked about. */
export interface Incident {
  /** The share of events that is bad, 0 to 1. */
  readonly errorRatio: number;
  /** undefined: until every tier that can fire has fired. */
  readonly durationMs: number | undefined;
  /** Traffic while it lasts, in multiples of the usual. */
  readonly times: number;
}

export const INCIDENT_FORM = 'SHARE/DURATION, with /TIMESx for other traffic than usual: 10%/30m, 100%/5m/0.2x';
const DEFAULT_SHARES = [1, 0.5, 0.1, 0.05, 0.01, 0.002];
const FORM = /^([\d.]+%)(?:\/([a-wyz\d]+))?(?:\/([\d.]+)x)?$/;

/** What an SLO is asked about when nothing else is said. */
export const defaultIncidents: readonly Incident[] = DEFAULT_SHARES.map((errorRatio) => ({
  errorRatio,
  durationMs: undefined,
  times: 1,
}));

/** `10%/30m`, `100%/5m/0.2x`, `1%` (until every tier has fired); undefined for anything else. */
export function parseIncident(text: string): Incident | undefined {
  const [whole, share = '', length, multiple] = FORM.exec(text) ?? [];
  const errorRatio = parseDecimal(share);
  const durationMs = length === undefined ? undefined : parseDuration(length);
  const times = parseDecimal(multiple ?? '1');
  if (whole === undefined || !errorRatio || !times) return undefined;
  if (length !== undefined && !durationMs) return undefined;
  const incident = { errorRatio: toNumber(errorRatio), durationMs, times: toNumber(times) };
  return incident.errorRatio > 0 && incident.errorRatio <= 1 ? incident : undefined;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Events a second of `30/h`, `200/s`; undefined for anything else. */
export function parseTraffic(text: string): number | undefined {
  const [, number = '', unit = ''] = /^([\d.]+)\/([smhd])$/.exec(text) ?? [];
  const events = parseDecimal(number);
  const seconds = SECONDS[unit];
  return events && seconds !== undefined && events.n > 0n ? toNumber(events) / seconds : undefined;
}
