import { describe, expect, test } from 'vitest';
import {
  environment,
  events,
  freshness,
  fromLogs,
  fromSpans,
  latency,
  level,
  probe,
  prometheus,
  promql,
  slo,
  throughput,
  tier,
  timeSlices,
} from '../../../src/index.ts';
import type { AuthoredSli } from '../../../src/sli/kind.ts';
import { resolveAll } from '../../support/estate.ts';
import { accessLogs, duration, estateOf, lag, native, orders, requests, slis, store, storeTraces, usage } from './estate.ts';

const failing = requests.where({ code: '5xx' });
const good = promql`${lag} < 5`;

/** What JavaScript, or `as never`, can write. */
const REFUSED: readonly (readonly [what: string, code: string, said: string, sli: () => AuthoredSli])[] = [
  ['a negative age', 'slo/setting', '-1', () => freshness({ of: lag, under: -1 })],
  ['an age in words', 'slo/setting', 'soon', () => freshness({ of: lag, under: 'soon' as never })],
  ['an age left out', 'definition/undefined-reference', 'under', () => freshness({ of: lag } as never)],
  ['a gauge left out', 'definition/undefined-reference', 'of', () => freshness({ under: '5s' } as never)],
  ['two sides', 'slo/setting', 'Both', () => level({ of: usage, under: 1, over: 0 } as never)],
  ['no side', 'definition/undefined-reference', 'under', () => level({ of: usage } as never)],
  ['a level in words', 'slo/setting', 'full', () => level({ of: usage, under: 'full' as never })],
  ['no floor', 'slo/setting', '0', () => throughput({ of: orders, atLeast: 0 })],
  ['a floor a week', 'slo/setting', '5/w', () => throughput({ of: orders, atLeast: '5/w' as never })],
  ['a rate over words', 'slo/setting', 'a while', () => throughput({ of: orders, atLeast: 1, within: 'a while' as never })],
  ['less than an event', 'slo/floor-under-one-event', '5/h', () => throughput({ of: orders, atLeast: '5/h' })],
  ['a slice of nothing', 'slo/setting', '0m', () => timeSlices({ slice: '0m', good })],
  ['a slice over the windows', 'slo/slice-too-long', '10m', () => timeSlices({ slice: '10m', good })],
  ['a value', 'slo/slice-is-no-condition', 'no comparison', () => timeSlices({ slice: '1m', good: promql`max(${lag})` })],
  ['a set', 'slo/slice-is-no-condition', 'no comparison', () => timeSlices({ slice: '1m', good: promql`${good} and ${good}` })],
  ['missing skipped', 'slo/setting', 'skip', () => timeSlices({ slice: '1m', good, missing: 'skip' as never })],
  [
    'groups missing',
    'slo/missing-in-groups',
    'projection',
    () => freshness({ of: lag, under: 1, groupBy: ['projection'], missing: 'bad' }),
  ],
  ['a bound of nothing', 'slo/setting', '0', () => latency({ of: duration, under: 0 as never })],
  ['above all buckets', 'slo/threshold-is-no-bucket', '5s', () => latency({ of: duration, under: '5s', interpolate: true })],
  ['another histogram', 'slo/setting', 'good', () => latency({ of: duration, good: native.where({}) as never, under: '1s' })],
  ['the same lines', 'slo/total-equals-part', 'same lines', () => fromLogs({ total: accessLogs, bad: accessLogs })],
  ['spans of nothing', 'definition/undefined-reference', 'of', () => fromSpans({} as never)],
  ['spans of lines', 'definition/wrong-value', 'of', () => fromSpans({ of: accessLogs as never })],
  ['a bound of spans in words', 'definition/wrong-value', 'soon', () => fromSpans({ of: storeTraces, under: 'soon' as never })],
  ['a bound of spans as a number', 'definition/wrong-value', '5', () => fromSpans({ of: storeTraces, under: 5 as never })],
  ['a kind of span', 'definition/wrong-value', 'sever', () => fromSpans({ of: storeTraces, spanKind: 'sever' as never })],
  ['a name that is none', 'definition/wrong-value', 'name', () => fromSpans({ of: storeTraces, name: 5 as never })],
  [
    'a group of spans',
    'slo/unknown-group-label',
    'http_rout',
    () => fromSpans({ of: storeTraces, groupBy: ['http.rout' as never] }),
  ],
  ['no service', 'definition/undefined-reference', 'of', () => probe({} as never)],
  ['a part as large', 'slo/total-equals-part', 'same series', () => events({ total: [requests, orders], bad: requests })],
  [
    'a group of events',
    'slo/unknown-group-label',
    'rout',
    () => events({ total: requests, bad: failing, groupBy: ['rout' as never] }),
  ],
  ['a group of one side', 'slo/unknown-group-label', 'route', () => events({ total: requests, bad: orders, groupBy: ['route'] })],
  [
    'a group of a latency',
    'slo/unknown-group-label',
    'rout',
    () => latency({ of: duration, under: '1s', groupBy: ['rout' as never] }),
  ],
  ['a group of a gauge', 'slo/unknown-group-label', 'disc', () => level({ of: usage, under: 1, groupBy: ['disc' as never] })],
  ['a group of targets', 'slo/unknown-group-label', 'instanc', () => probe({ of: store, groupBy: ['instanc' as never] })],
];

function found(sli: AuthoredSli): readonly { code: string; message: string; fix?: string | undefined }[] {
  return resolveAll(estateOf({ it: sli })).diagnostics.filter(({ severity }) => severity === 'error');
}

describe('settings that cannot be meant', () => {
  test.each(REFUSED)('%s', (_, code, said, sli) => {
    const errors = found(sli());
    expect(errors.map((one) => one.code)).toEqual([code]);
    expect(errors[0]?.message).toContain(said);
  });
});

test('a group label that is misspelt is told with the one meant', () => {
  expect(found(events({ total: requests, bad: failing, groupBy: ['rout' as never] }))[0]?.fix).toBe('did you mean route?');
});

test('slices are held against the short windows of the tiers too', () => {
  const alerts = [tier({ severity: 'critical', spend: '60%', within: '1h', short: '2m' })];
  const it = slo({ service: store, name: 'it', objective: '99%', window: '1d', sli: timeSlices({ slice: '3m', good }), alerts });
  const codes = resolveAll({ ...estateOf({}), it }).diagnostics.map(({ code }) => code);
  expect(codes).toContain('slo/slice-too-long');
});

test('lines are counted nowhere without a Loki', () => {
  const staging = environment({ name: 'staging', prometheus: prometheus({ version: '3.15', retention: '90d' }) });
  const found = resolveAll({ ...estateOf({ it: slis['logs'] as AuthoredSli }), staging }).diagnostics;
  expect(found.filter(({ code }) => code === 'loki/lines-not-counted').map(({ message }) => message)).toEqual([
    'Nothing of this is measured in staging: it counts lines of logs, and the environment has no Loki.',
  ]);
});
