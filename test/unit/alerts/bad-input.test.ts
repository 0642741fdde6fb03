import { describe, expect, it } from 'vitest';
import { absent } from '../../../src/alerts/absent.ts';
import { alert } from '../../../src/alerts/alert.ts';
import { composite } from '../../../src/alerts/anomaly/composite.ts';
import { iqr } from '../../../src/alerts/anomaly/iqr.ts';
import { levelShift } from '../../../src/alerts/anomaly/level-shift.ts';
import { rateOfChange } from '../../../src/alerts/anomaly/rate-of-change.ts';
import { seasonal } from '../../../src/alerts/anomaly/seasonal.ts';
import { zScore } from '../../../src/alerts/anomaly/z-score.ts';
import { anomaly } from '../../../src/alerts/anomaly.ts';
import { correlation } from '../../../src/alerts/correlation.ts';
import { health } from '../../../src/alerts/health.ts';
import { alertKinds } from '../../../src/alerts/kinds.ts';
import { pattern } from '../../../src/alerts/pattern.ts';
import { percentile } from '../../../src/alerts/percentile.ts';
import { threshold } from '../../../src/alerts/threshold.ts';
import { trend } from '../../../src/alerts/trend.ts';
import { version } from '../../../src/alerts/version.ts';
import { environment, prometheus } from '../../../src/define/environment.ts';
import { recording } from '../../../src/define/recording.ts';
import { build, checkout, components, errorLines, latency, queue, requests } from '../../conformance/alerts/shop.ts';
import { base, resolveAll } from '../../support/estate.ts';

type Make = (options: never) => object;
const MAKERS: Readonly<Record<string, Make>> = {
  absent,
  alert,
  anomaly,
  correlation,
  health,
  pattern,
  percentile,
  threshold,
  trend,
  version,
};
const plain = { service: checkout, severity: 'warning', summary: 'It.' } as const;
function refuse(): never {
  throw new Error('no');
}
const untyped = (options: object) => options as never;
const long = threshold({ ...plain, name: 'Long', of: queue, above: 100 });
const logged = alert({ ...plain, name: 'Logged', when: errorLines });
const shape = [1, 2, 5, 3, 1];
const unusable = 'alert/anomaly-method The method cannot be used:';

/** Options, and what is said of them. */
const WRONG: Readonly<Record<string, readonly (readonly [options: object, said: string])[]>> = {
  alert: [
    [{}, 'definition/undefined-reference `when` is undefined.'],
    [{ when: 5 }, 'definition/wrong-value `when` is 5.'],
    [{ when: queue, whne: queue }, 'alert/unknown-option `whne` is no option of alert.'],
    [{ when: queue, labels: { team: 5 } }, 'definition/wrong-value `labels` is an object.'],
    [{ when: queue, runbook: 'x' }, 'definition/wrong-value `runbook` is "x".'],
    [{ when: queue, runbook: { impact: 5 } }, 'definition/wrong-value `runbook` is an object.'],
    [{ when: queue, runbook: { steps: 'x' } }, 'definition/wrong-value `runbook` is an object.'],
    [{ when: queue, runbook: { steps: [Symbol('x')] } }, 'definition/wrong-value `runbook` is an object.'],
    [{ when: queue, summary: () => refuse() }, 'definition/wrong-value `summary` is a function.'],
    [{ when: queue, description: () => 5 }, 'definition/wrong-value `description` is a function.'],
    [
      { when: queue, summary: { kind: 'constructor' } },
      'definition/wrong-value `summary` is an object of the kind "constructor".',
    ],
  ],
  anomaly: [
    [{ of: queue }, 'definition/undefined-reference `method` is undefined.'],
    [{ of: queue, method: 'z-score' }, 'definition/wrong-value `method` is "z-score".'],
    [
      { of: queue, method: { kind: 'anomaly-method', form: 'magic', options: {} } },
      'definition/wrong-value `method` is an object of the kind "anomaly-method".',
    ],
    [{ of: queue, method: zScore(), direction: 'up' }, 'definition/wrong-value `direction` is "up".'],
    [{ of: queue, method: zScore(), leastShare: 0.1 }, 'definition/wrong-value `leastShare` is 0.1.'],
    [{ of: queue, method: zScore({ sigma: 0 }) }, 'alert/anomaly-method `sigma` of z-score is no value it can have.'],
    [{ of: queue, method: zScore({ sigma: -3 }) }, 'alert/anomaly-method `sigma` of z-score is no value it can have.'],
    [{ of: queue, method: zScore(untyped({ sgima: 3 })) }, 'alert/anomaly-method z-score has no option `sgima`.'],
    [{ of: queue, method: zScore(null as never) }, `${unusable} its options are no object.`],
    [
      { of: queue, method: zScore({ window: '10m' }) },
      'alert/short-history `window` is 10m: fewer than 30 samples a minute apart say little about what is normal.',
    ],
    [
      { of: queue, method: iqr({ window: '1h', skip: '1h' }) },
      'alert/short-history `skip` is 1h, as long as what is learnt from, 1h.',
    ],
    [{ of: queue, method: iqr({ k: Number.NaN }) }, 'alert/anomaly-method `k` of iqr is no value it can have.'],
    [
      { of: queue, method: levelShift({ window: '1h', before: '2h' }) },
      'alert/short-history `before` is not much longer than `window`, so that one mean moves with the other.',
    ],
    [{ of: queue, method: rateOfChange(untyped({ by: '50%' })) }, 'alert/anomaly-method rate-of-change lacks `over`.'],
    [
      { of: queue, method: rateOfChange({ over: '1h', by: '0%' }) },
      'alert/anomaly-method `by` of rate-of-change is no value it can have.',
    ],
    [
      { of: queue, method: rateOfChange({ over: '1h', by: '100%' }), direction: 'drop' },
      'alert/cannot-fire A drop by 100% and more never comes.',
    ],
    [
      { of: queue, method: rateOfChange({ over: '5m', by: '50%' }), for: '10m' },
      'alert/cannot-fire It waits 10m, and a change that stays is odd to rate-of-change for 5m.',
    ],
    [{ of: queue, method: seasonal({ period: '36m' }) }, 'alert/season `period` is 36m: no season lasts so long.'],
    [
      { of: queue, method: seasonal({ period: '2h' }) },
      'alert/season `around` is 1h, too much of a season of 2h to tell its times apart.',
    ],
    [
      { of: queue, method: seasonal({ period: '1w', cycles: 1 }) },
      'alert/anomaly-method `cycles` of seasonal is no value it can have.',
    ],
    [{ of: queue, method: composite({ methods: [] }) }, `${unusable} \`methods\` of composite holds fewer than two.`],
    [
      { of: queue, method: composite({ methods: [zScore(), 5 as never] }) },
      `${unusable} 1 of the \`methods\` of composite is none.`,
    ],
    [
      { of: queue, method: composite({ methods: [zScore(), iqr()], agree: 3 }) },
      'alert/anomaly-method `agree` is no number of methods: there are 2.',
    ],
    [
      { of: queue, method: seasonal({ period: '1w', cycles: 12 }) },
      'promql/exceeds-retention It looks back 83d23h30m, but short keeps 30d.',
    ],
  ],
  correlation: [
    [{ all: [long, long], within: '5m' }, 'alert/correlation checkout/Long is there twice, and would agree with itself.'],
    [{ all: [long], within: '5m' }, 'alert/correlation `all` holds 1 of them: nothing to correlate.'],
    [{ all: [], within: '5m' }, 'alert/correlation `all` holds 0 of them: nothing to correlate.'],
    [{ within: '5m' }, 'alert/correlation It takes either `all` or `some`.'],
    [{ some: [long, logged], within: '5m' }, 'alert/correlation `some` and `atLeast` belong together.'],
    [{ all: [long, 'Odd'], within: '5m' }, 'definition/wrong-value `all` is a list of 2.'],
    [{ all: [long, logged] }, 'definition/undefined-reference `within` is undefined.'],
    [
      { all: [long, { name: 'x', when: queue }], within: '5m' },
      'alert/correlation-condition The condition x has an answer as long as its series are there, so it always holds.',
    ],
    [
      { all: [long, logged], within: '5m' },
      'alert/correlation-condition checkout/Logged is evaluated by loki, so Prometheus has no ALERTS of it.',
    ],
    [{ some: [long, logged], atLeast: 3, within: '5m' }, 'alert/correlation `atLeast` is 3 of 2 conditions.'],
  ],
  pattern: [
    [{ of: queue, every: '5m' }, 'definition/undefined-reference `like` is undefined.'],
    [
      { of: queue, like: [1, 2], every: '5m' },
      'alert/shape `like` has 2 points; fewer than 5 are met by chance, and each is read at every evaluation.',
    ],
    [{ of: queue, like: [2, 2, 2, 2, 2], every: '5m' }, 'alert/shape The shape is flat: nothing can be like it.'],
    [{ of: queue, like: shape, every: '30s' }, 'alert/shape `every` is 30s: a point is a mean of several samples.'],
    [{ of: queue, like: [...shape, Number.NaN], every: '5m' }, 'definition/wrong-value `like` is a list of 6.'],
    [{ of: queue, like: shape, every: '5m', similarity: 2 }, 'definition/wrong-value `similarity` is 2.'],
  ],
  threshold: [
    [{ of: queue }, 'alert/setting There is no bound.'],
    [{ of: queue, above: 1, below: 2 }, 'alert/setting `above` and `below` are written, and an alert has one bound.'],
    [{ of: queue, above: 'much' }, 'definition/wrong-value `above` is "much".'],
    [{ of: queue, above: Number.NaN }, 'definition/wrong-value `above` is NaN.'],
    [{ of: queue, above: 1, by: ['queue'] }, 'alert/setting `by` keeps series apart that nothing puts together.'],
    [{ of: queue, above: 1, by: 'queue', aggregate: 'sum' }, 'definition/wrong-value `by` is "queue".'],
    [{ of: queue, above: 1, overTime: 'avg' }, 'alert/setting `overTime` is of no window.'],
    [{ of: queue, above: 1, window: '0s' }, 'definition/wrong-value `window` is "0s".'],
    [{ of: queue, above: 1, aggregate: 'median' }, 'definition/wrong-value `aggregate` is "median".'],
    [{ of: errorLines, above: 1, window: '5m' }, 'alert/setting `window` is of no use to LogQL, whose queries hold their own.'],
    [{ of: queue, above: 1, for: '1.5h' }, 'definition/duration `for` is "1.5h", which is no duration.'],
    [{ of: queue, above: 1, cooldown: 5 }, 'definition/duration `cooldown` is 5, which is no duration.'],
    [{ of: queue, above: 1, for: Symbol('x') }, 'definition/duration `for` is a symbol, which is no duration.'],
  ],
  trend: [
    [{ of: queue, from: '1h' }, 'alert/setting It is not said which trend.'],
    [{ of: queue, reaches: 0, within: '4h' }, 'definition/undefined-reference `from` is undefined.'],
    [{ of: queue, from: '1h', reaches: 0 }, 'alert/setting `reaches` needs `within`: a line comes to every value some day.'],
    [{ of: queue, from: '1h', growsBy: 1 }, 'alert/setting `growsBy` needs `per`.'],
    [{ of: queue, from: '1h', fallsBy: -1, per: '1h' }, 'alert/setting `fallsBy` is -1.'],
    [{ of: queue, from: '1h', growsBy: 1, fallsBy: 1, per: '1h' }, 'alert/setting `growsBy` and `fallsBy` are written.'],
    [{ of: queue, from: '1h', reaches: 0, within: '4h', direction: 'up' }, 'definition/wrong-value `direction` is "up".'],
    [{ of: queue, from: '1h', reaches: 0, within: '4h', samples: 1.5 }, 'definition/wrong-value `samples` is 1.5.'],
  ],
  percentile: [
    [{ of: queue, percentile: 99, above: 1 }, 'definition/wrong-value `of` is an object of the kind "gauge".'],
    [{ of: latency, percentile: 100, above: 1 }, 'definition/wrong-value `percentile` is 100.'],
    [
      { of: latency, percentile: 99, above: '300ms' },
      'alert/bound-is-no-bucket 300ms is no bucket of http_duration_seconds, so a percentile near it is a guess.',
    ],
    [
      { of: latency, percentile: 99, above: 2.5 },
      'alert/bound-is-no-bucket No percentile of http_duration_seconds is ever above 2.5: its highest bucket is 2.5.',
    ],
    [
      { of: latency, percentile: 99, above: 9, interpolate: true },
      'alert/bound-is-no-bucket No percentile of http_duration_seconds is ever above 9: its highest bucket is 2.5.',
    ],
    [{ of: latency, percentile: 99, above: 1, minCount: 0 }, 'definition/wrong-value `minCount` is 0.'],
  ],
  health: [
    [{ of: queue, is: 'down' }, 'definition/wrong-value `of` is an object of the kind "gauge".'],
    [{ of: components, is: [] }, 'definition/wrong-value `is` is an empty list.'],
    [{ of: components, is: 'unhealty' }, 'alert/setting component_health has no state "unhealty".'],
    [
      { of: checkout, is: 'degraded' },
      'alert/setting A service is no state set: it is down or it is not, and `is` is "degraded".',
    ],
    [{ of: components, is: 'down', whose: 'some' }, 'definition/wrong-value `whose` is "some".'],
  ],
  absent: [
    [{}, 'definition/undefined-reference `of` is undefined.'],
    [{ of: 'up' }, 'definition/wrong-value `of` is "up".'],
    [{ of: queue, window: 5 }, 'definition/wrong-value `window` is 5.'],
  ],
  version: [
    [{ of: build }, 'alert/setting It is not said which versions.'],
    [{ of: queue, below: '1.0.0' }, 'definition/wrong-value `of` is an object of the kind "gauge".'],
    [{ of: build, below: '1.0' }, 'definition/wrong-value `below` is "1.0".'],
    [{ of: build, below: '1.0.0', label: 'versoin' }, 'alert/setting app_build_info has no label versoin.'],
    [{ of: build, deprecated: ['latest'] }, 'definition/wrong-value `deprecated` is a list of 1.'],
    [{ of: build, regression: { bad: requests } }, 'alert/setting `regression.total` is missing.'],
    [{ of: build, regression: { bad: requests, total: requests, tmies: 3 } }, 'alert/setting `regression` has no `tmies`.'],
    [{ of: build, below: '1.0.0', deprecated: ['1.2.0'] }, 'alert/setting `below` and `deprecated` are written.'],
  ],
};

const all = Object.entries(WRONG).flatMap(([form, list]) =>
  list.map(([options, said], index) => {
    const name = `${form}-${index}`;
    return { name, said, made: (MAKERS[form] as Make)({ ...plain, name, ...options } as never) };
  }),
);
const short = environment({ name: 'short', prometheus: prometheus({ version: '3.15', retention: '30d' }) });
const found = resolveAll({ ...base, short, checkout, long, logged, wrong: all.map(({ made }) => made) }).diagnostics.filter(
  ({ severity }) => severity === 'error',
);

describe('options of alerts that are wrong', () => {
  it('are told of every kind whose options are its own', () => {
    expect(Object.keys(WRONG).sort()).toEqual(expect.arrayContaining(Object.keys(MAKERS)));
    expect([...alertKinds.keys()]).toEqual(expect.arrayContaining(Object.keys(WRONG)));
  });

  it.each(all)('$name: $said', ({ name, said }) => {
    const mine = found.filter(({ at }) => at.endsWith(`/${name}`));
    expect(mine.map(({ code, message }) => `${code} ${message}`)).toContain(said);
    for (const { fix, origin } of mine) expect([fix, origin]).not.toContain(undefined);
  });
});

it.each(Object.entries({ ...MAKERS, recording }))('%s of nothing at all is told, not thrown', (_, make) => {
  for (const nothing of [null, undefined, 5, 'x', [], () => 1]) {
    const codes = resolveAll({ ...base, checkout, it: (make as Make)(nothing as never) }).diagnostics.map(({ code }) => code);
    expect(codes).toContain('definition/name');
  }
});

it.each([Symbol('x'), Object.create(null), { kind: 'constructor' }, 5])(
  'a name that is no text is told, not thrown: %o',
  (name) => {
    const named = alert({ ...plain, name: name as never, when: queue as never });
    expect(resolveAll({ ...base, checkout, named }).diagnostics.map(({ code }) => code)).toContain('definition/name');
  },
);

it('something whose kind is a property of every object is told, not thrown', () => {
  const strange = alert({ ...plain, name: 'It', when: queue as never, service: { kind: 'constructor' } as never });
  const codes = resolveAll({ ...base, checkout, strange, loose: { kind: 'constructor' } }).diagnostics.map(({ code }) => code);
  expect(codes).toContain('definition/undefined-reference');
});
