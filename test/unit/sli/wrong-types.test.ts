import { expect, test } from 'vitest';
import {
  allOf,
  anyOf,
  events,
  freshness,
  fromLogs,
  fromSpans,
  latency,
  level,
  probe,
  promql,
  rawRatio,
  slo,
  throughput,
  timeSlices,
  weighted,
} from '../../../src/index.ts';
import type { AuthoredSli } from '../../../src/sli/kind.ts';
import { sliKinds } from '../../../src/sli/kinds.ts';
import { resolveAll } from '../../support/estate.ts';
import { someOf } from '../../support/how-many.ts';
import { accessLogs, duration, estateOf, lag, orders, probed, requests, slis, store, storeTraces, usage } from './estate.ts';

const member = (name: string) =>
  slo({ service: store, name, objective: '99%', window: '1d', sli: slis['events-good'] as AuthoredSli });
const slos = [member('one'), member('two')] as const;

/** What reads other objectives, which every other kind is quicker without. */
const COMPOSITES: ReadonlySet<string> = new Set(['all-of', 'any-of', 'weighted']);

type Settings = Readonly<Record<string, unknown>>;
/** What makes a kind, and settings that are right. The maker is compared with no type: that takes the compiler seconds. */
const RIGHT: readonly (readonly [make: unknown, settings: Settings])[] = [
  [events, { total: requests, bad: requests.where({ code: '5xx' }), groupBy: ['route'] }],
  [latency, { of: duration, good: duration.where({ code: '2xx' }), under: '250ms', groupBy: ['route'] }],
  [timeSlices, { slice: '1m', good: promql`${lag} < 5`, groupBy: ['projection'], missing: 'ignored' }],
  [freshness, { of: lag, under: '5s', groupBy: ['projection'], missing: 'ignored' }],
  [level, { of: usage, under: '85%', groupBy: ['disk'], missing: 'ignored' }],
  [throughput, { of: orders, atLeast: '600/m', within: '5m', groupBy: ['shop'], missing: 'ignored' }],
  [probe, { of: probed, groupBy: ['target'] }],
  [fromLogs, { total: accessLogs, bad: accessLogs.where({ level: 'error' }), groupBy: ['level'] }],
  [fromSpans, { of: storeTraces, spanKind: 'server', under: '250ms', groupBy: ['span_name'] }],
  [rawRatio, { good: promql`1 - ${usage}`, groupBy: ['disk'] }],
  [({ slos: of }: { slos: never }) => allOf(of), { slos }],
  [({ slos: of }: { slos: never }) => anyOf(of), { slos }],
  [weighted, { of: slos.map((one) => ({ slo: one, weight: 1 })) }],
];
/** What a program without types can hold there. */
const ODD: readonly unknown[] = [null, 7, -1, Number.NaN, 'words', '', true, {}, [], [null], [7], ['words'], { kind: 'gauge' }];

function codesOf(sli: AuthoredSli): string[] {
  const others = COMPOSITES.has(sli.type) ? { slos } : {};
  const { diagnostics } = resolveAll({ ...estateOf({ it: sli }), ...others });
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

const rightOf = (make: unknown, settings: Settings) => (make as (settings: Settings) => AuthoredSli)(settings); // the table pairs them

test('every kind is in the table, and right there', () => {
  expect(RIGHT.map(([make, settings]) => rightOf(make, settings).type).sort()).toEqual([...sliKinds.keys()].sort());
  expect(RIGHT.flatMap(([make, settings]) => codesOf(rightOf(make, settings)))).toEqual([]);
});

/** Settings that take a value of this sort too. */
const ALSO_RIGHT: readonly RegExp[] = [
  /^(?:freshness|latency) under 7$/,
  /^level under (?:7|-1)$/,
  /^throughput atLeast 7$/,
  /groupBy \[\]$/,
  /^raw-ratio groupBy \["words"\]$/,
  /^from-logs groupBy \["words"\]$/,
];

test.each(
  RIGHT.flatMap(([make, settings]) =>
    Object.keys(settings).map((field) => [rightOf(make, settings).type, field, make, settings] as const),
  ),
)('%s: %s of any other type is told', (type, field, make, settings) => {
  const silent = someOf(ODD, 6, `${type} ${field}`)
    .filter((value) => !ALSO_RIGHT.some((pattern) => pattern.test(`${type} ${field} ${JSON.stringify(value)}`)))
    .filter((value) => codesOf(rightOf(make, { ...settings, [field]: value })).length === 0);
  expect(silent).toEqual([]);
});

test.each(RIGHT.map(([make, settings]) => [rightOf(make, settings).type, make, settings] as const))(
  '%s without what it needs is told',
  (_, make, settings) => {
    const optional = ['groupBy', 'missing', 'good', 'within', 'spanKind', ...(make === fromSpans ? ['under'] : [])];
    for (const field of Object.keys(settings).filter((one) => !optional.includes(one))) {
      const { [field]: _left, ...rest } = settings;
      expect(codesOf(rightOf(make, rest)), field).not.toEqual([]);
    }
  },
);
