/** What should arrive of a trace by the definition of its sampling, read here anew: neither the kit nor the compiler is asked. */
import type { MadeTrace } from '../../../definitions/simulator/traces.ts';
import type { Sampling } from '../../../src/authored/sampling.ts';
import { parseDuration } from '../../../src/kernel/duration.ts';
import type { ArrivedSpan } from './otlp-listener.ts';

/** The least and the most of the share that is kept. */
export type Share = readonly [least: number, most: number];

const SIGMAS = 4;
const MASKED = '****';

export function shareOf(trace: MadeTrace): Share {
  const sampling: Sampling = trace.statement.tracing.sampling;
  if (isAlwaysKept(trace, sampling)) return [1, 1];
  if (sampling.type === 'tail') return alike(sampling.otherwise);
  if (sampling.type === 'importance') {
    const rule = sampling.rules.find(({ where }) => Object.entries(where).every(([key, values]) => has(trace, key, values)));
    return alike(rule?.keep ?? sampling.otherwise);
  }
  if (sampling.type === 'adaptive') return [percent(sampling.least), percent(sampling.most)];
  if (sampling.type === 'confidence') return [1, 1]; // of as few as are played
  throw new Error(`how much of sampling ${sampling.type} arrives is not judged yet`);
}

function isAlwaysKept(trace: MadeTrace, sampling: Sampling): boolean {
  if (sampling.type !== 'tail' && sampling.type !== 'importance') return false;
  const slowMs = parseDuration(sampling.keepSlowerThan ?? '') ?? Number.POSITIVE_INFINITY;
  return (sampling.keepErrors === true && trace.failed) || trace.seconds * 1000 > slowMs;
}

function has({ spans }: MadeTrace, key: string, values: string | readonly string[]): boolean {
  return spans.some(({ statement }) => [values].flat().some((value) => statement.attributes?.[key] === value));
}

function alike(share: string): Share {
  return [percent(share), percent(share)];
}

function percent(share: string): number {
  return Number.parseFloat(share) / 100;
}

/** How many of these may arrive. */
export function boundsOf(traces: readonly MadeTrace[]): Share {
  const bound = (end: 0 | 1, sigmas: number) => {
    const shares = traces.map((trace) => shareOf(trace)[end]);
    const mean = shares.reduce((sum, share) => sum + share, 0);
    return mean + sigmas * Math.sqrt(shares.reduce((sum, share) => sum + share * (1 - share), 0));
  };
  return [bound(0, -SIGMAS), bound(1, SIGMAS)];
}

/** What is wrong with a trace that arrived, a line for each span that is missing, or not as it was made. */
export function wrongWith({ traceId, spans }: MadeTrace, arrived: readonly ArrivedSpan[]): string[] {
  if (arrived.length !== spans.length) return [`${traceId}: ${arrived.length} of ${spans.length} spans`];
  return spans.flatMap(({ service, statement: { name, attributes = {}, secrets = {} } }) => {
    const span = arrived.find((one) => one.name === name && one.resource['service.name'] === service);
    if (span === undefined) return [`${traceId}: no span ${name} of ${service}`];
    const masked = Object.entries(secrets).map(([key, value]) => [key, maskedOf(value)] as const);
    const wanted = [...Object.entries(attributes), ...masked];
    return wanted
      .filter(([key, value]) => span.attributes[key] !== value)
      .map(([key]) => `${service}, ${name}: ${key} is ${String(span.attributes[key])}`);
  });
}

/** A card number is masked inside of its text, anything else as a whole. */
function maskedOf(value: string | number): string {
  const text = String(value);
  const card = /\d{4}( \d{4}){3}/;
  return card.test(text) ? text.replace(card, MASKED) : MASKED;
}

/** How many traces those that arrived say they stand for, and how far off that may be by chance. */
export function countedFrom(arrived: readonly ArrivedSpan[]): { readonly count: number; readonly within: number } {
  const rates = arrived.map(({ attributes }) => Number(attributes['sampling.rate']));
  const count = rates.reduce((sum, rate) => sum + 1 / rate, 0);
  return { count, within: SIGMAS * Math.sqrt(rates.reduce((sum, rate) => sum + (1 - rate) / rate ** 2, 0)) + 1e-6 };
}
