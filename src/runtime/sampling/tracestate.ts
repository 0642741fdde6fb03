/** As much of a `TraceState` of `@opentelemetry/api` as is used. */
export interface TraceStateLike {
  get(key: string): string | undefined;
  set(key: string, value: string): TraceStateLike;
}

/** https://opentelemetry.io/docs/specs/otel/trace/tracestate-handling/ */
const OTEL = 'ot';
/** For what is decided by something else than the trace id, of which a threshold would not be true. */
const OURS = 'signalbox';
const DIGITS = 14;
const ALL = 16 ** DIGITS;

/**
 * The trace state that tells every process of a trace with which rate it was kept: `ot=th:…`, the threshold that the random part of the
 * trace id has to reach, where that is what decided; else a member of our own.
 * https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/
 */
export function withRate(state: TraceStateLike, rate: number, isById: boolean): TraceStateLike {
  if (!isById) return state.set(OURS, `rate:${rate}`);
  const others = (state.get(OTEL) ?? '').split(';').filter((part) => part !== '' && !part.startsWith('th:'));
  return state.set(OTEL, [`th:${thresholdOf(rate)}`, ...others].join(';'));
}

/** The rate a trace state tells of, such as `ot=th:e666` or what `get` of one gives; undefined where it tells of none. */
export function rateIn(state: Pick<TraceStateLike, 'get'> | string | undefined): number | undefined {
  if (state === undefined) return undefined;
  const get = typeof state === 'string' ? reader(state) : (key: string) => state.get(key);
  const threshold = /(?:^|;)th:([0-9a-f]{1,14})(?:;|$)/.exec(get(OTEL) ?? '')?.[1];
  if (threshold !== undefined) return 1 - Number.parseInt(threshold.padEnd(DIGITS, '0'), 16) / ALL;
  const rate = Number(/(?:^|;)rate:([\d.e-]+)(?:;|$)/.exec(get(OURS) ?? '')?.[1]);
  return rate > 0 && rate <= 1 ? rate : undefined;
}

/** 14 digits in base 16, without the zeros at their end; `0` keeps all. */
function thresholdOf(rate: number): string {
  const threshold = Math.min(ALL - 1, Math.round((1 - rate) * ALL));
  return threshold.toString(16).padStart(DIGITS, '0').replace(/0+$/, '') || '0';
}

function reader(text: string): (key: string) => string | undefined {
  const members = text.split(',').map((member) => member.trim());
  return (key) => members.find((member) => member.startsWith(`${key}=`))?.slice(key.length + 1);
}
