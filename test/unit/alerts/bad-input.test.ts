import { describe, expect, it } from 'vitest';
import { absent } from '../../../src/alerts/absent.ts';
import { alert } from '../../../src/alerts/alert.ts';
import { health } from '../../../src/alerts/health.ts';
import { alertKinds } from '../../../src/alerts/kinds.ts';
import { percentile } from '../../../src/alerts/percentile.ts';
import { threshold } from '../../../src/alerts/threshold.ts';
import { trend } from '../../../src/alerts/trend.ts';
import { version } from '../../../src/alerts/version.ts';
import { recording } from '../../../src/define/recording.ts';
import { build, checkout, components, errorLines, latency, queue, requests } from '../../conformance/alerts/shop.ts';
import { base, resolveAll } from '../../support/estate.ts';

type Make = (options: never) => object;
const MAKERS: Readonly<Record<string, Make>> = { absent, alert, health, percentile, threshold, trend, version };
const plain = { service: checkout, severity: 'warning', summary: 'It.' } as const;

/** Options, and what is said of them. */
const WRONG: Readonly<Record<string, readonly (readonly [options: object, said: string])[]>> = {
  alert: [
    [{}, 'definition/undefined-reference `when` is undefined.'],
    [{ when: 5 }, 'definition/wrong-value `when` is 5.'],
    [{ when: queue, whne: queue }, 'alert/unknown-option `whne` is no option of alert.'],
    [{ when: queue, labels: { team: 5 } }, 'definition/wrong-value `labels` is an object.'],
    [{ when: queue, runbook: 'x' }, 'definition/wrong-value `runbook` is "x".'],
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
const found = resolveAll({ ...base, checkout, wrong: all.map(({ made }) => made) }).diagnostics.filter(
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
