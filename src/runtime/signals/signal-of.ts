import type { AnyRecording, Recorded } from '../../authored/expr.ts';
import { reasonOf, warnOnce } from '../failure.ts';
import { askedNumber } from './asked-number.ts';
import { freshQuery } from './fresh-query.ts';

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

export interface SignalOptions {
  /** Where Prometheus answers, or what reads its store: `'http://prometheus:9090'`. */
  readonly url: string;
  /** What it is until it is known, and again when nothing was heard for `staleSeconds`. */
  readonly unknown: number;
  /** Never less, whatever is recorded. @default no bound */
  readonly min?: number;
  /** Never more. @default no bound */
  readonly max?: number;
  /** @default 15 */
  readonly everySeconds?: number;
  /** How long a number counts, both where it is recorded and here. @default 4 times `everySeconds` */
  readonly staleSeconds?: number;
  /** @default 2 */
  readonly timeoutSeconds?: number;
  /** A tenant, a token. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Told of each failed reading. @default one warning of the process */
  readonly onFailure?: (failure: string) => void;
  /** @default the global one */
  readonly fetch?: Fetch;
}

export interface Signal {
  /** The number as it is known now, between `min` and `max`. Never waits and never throws. */
  value(): number;
  /** Whether `value` is what was recorded, and not `unknown`. */
  readonly known: boolean;
  /** Reads at once, unless it is being read; resolves also where that fails. */
  refresh(): Promise<number>;
  /** Reads no more. The process may end without it. */
  stop(): void;
}

const SECOND_MS = 1000;

/**
 * A number that Prometheus records, for a service to set its parallelism by, or what it drops first. It is read in the background, one request
 * at a time; no answer, a late one, no series, several, or no number leave the last number until it is stale, and then `unknown`.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
 */
export function signalOf(recorded: AnyRecording | Recorded, options: SignalOptions): Signal {
  const { everySeconds = 15, timeoutSeconds = 2, url, headers = {}, fetch: send = fetch } = options;
  const { staleSeconds = 4 * everySeconds, onFailure = warnOnce() } = options;
  const [unknown, every, stale] = checked({ ...options, everySeconds, staleSeconds, timeoutSeconds });
  const query = freshQuery(recorded, staleSeconds);
  const ask = () => askedNumber(send, { url, query, headers, timeoutMs: timeoutSeconds * SECOND_MS });
  let last: { readonly number: number; readonly atMs: number } | undefined;
  let reading: Promise<number> | undefined;
  const isKnown = () => last !== undefined && performance.now() - last.atMs < stale;
  const value = () => (last && isKnown() ? bounded(last.number, options) : unknown);
  const read = async (): Promise<number> => {
    try {
      last = { number: await ask(), atMs: performance.now() };
    } catch (failure) {
      tell(onFailure, `the signal ${recorded.name} could not be read: ${reasonOf(failure)}`);
    } finally {
      reading = undefined;
    }
    return value();
  };
  const refresh = () => (reading ??= read());
  const timer = setInterval(() => void refresh(), every);
  timer.unref();
  void refresh();
  return {
    value,
    refresh,
    stop: () => clearInterval(timer),
    get known() {
      return isKnown();
    },
  };
}

function checked(options: SignalOptions & Required<Pick<SignalOptions, 'everySeconds' | 'staleSeconds' | 'timeoutSeconds'>>) {
  const {
    everySeconds,
    max = Number.POSITIVE_INFINITY,
    min = Number.NEGATIVE_INFINITY,
    staleSeconds,
    timeoutSeconds,
    unknown,
    url,
  } = options;
  const above = [everySeconds, staleSeconds, timeoutSeconds].every((seconds) => Number.isFinite(seconds) && seconds > 0);
  if (!above) throw new RangeError('everySeconds, staleSeconds and timeoutSeconds of a signal are above 0');
  if (!Number.isFinite(unknown)) throw new RangeError(`a signal needs a number for \`unknown\`, not ${unknown}`);
  if (!(min <= max)) throw new RangeError(`min of a signal is ${min}, max ${max}`);
  if (!URL.canParse(url)) throw new TypeError("url of a signal is the address of a Prometheus: 'http://prometheus:9090'");
  return [unknown, everySeconds * SECOND_MS, staleSeconds * SECOND_MS] as const;
}

function bounded(number: number, { max = Number.POSITIVE_INFINITY, min = Number.NEGATIVE_INFINITY }: SignalOptions): number {
  return Math.min(max, Math.max(min, number));
}

/** What is told of a failure may fail as well. */
function tell(onFailure: (failure: string) => void, message: string): void {
  try {
    onFailure(message);
  } catch {
    // the number is not touched by it
  }
}
