import type { AnyRecording, Recorded } from '../../authored/expr.ts';

/** The series while it is evaluated: a rule that stopped is found by Prometheus for five minutes more. Throws `TypeError` for another match. */
export function freshQuery(recorded: AnyRecording | Recorded, staleSeconds: number): string {
  const match = recorded.kind === 'recorded' ? recorded.match : {};
  const matchers = Object.entries(match).map(([label, value]) => {
    if (typeof value !== 'string') throw new TypeError(`a signal is one series: give ${label} one value`);
    return `${label}=${JSON.stringify(value)}`;
  });
  const series = matchers.length === 0 ? recorded.name : `${recorded.name}{${matchers.join(',')}}`;
  return `${series} unless time() - timestamp(${series}) > ${staleSeconds}`;
}
