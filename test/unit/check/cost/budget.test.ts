import { describe, expect, it } from 'vitest';
import { oneOf, text } from '../../../../src/authored/label.ts';
import { logs } from '../../../../src/authored/log.ts';
import { counter } from '../../../../src/authored/metric.ts';
import { head } from '../../../../src/authored/sampling.ts';
import { budget } from '../../../../src/define/budget.ts';
import { suppress } from '../../../../src/define/suppression.ts';
import { traces } from '../../../../src/define/telemetry.ts';
import { base, codesOf, payments, production, scraped, withCode } from '../../../support/estate.ts';

const help = 'What it is.';
const requests = counter({
  name: 'http_requests_total',
  help,
  labels: { route: text({ series: 20 }), code: oneOf('2xx', '5xx') },
});
const errors = counter({ name: 'errors_total', help });
const checkout = scraped({ requests, errors });
const bounded = (options: object) => ({ ...base, checkout, it: budget({ name: 'small', for: checkout, ...options } as never) });
const messages = (exports: object, code: string) => withCode(exports, code).map(({ message }) => message);

describe('cost/over-budget', () => {
  it('names what costs most', () => {
    expect(messages(bounded({ series: 45 }), 'cost/over-budget')).toEqual([
      'checkout may have 49 series in production; its budget is 45. Most of them: http_requests_total of checkout (40), up, scrape_* of checkout (8), errors_total of checkout (1).',
    ]);
  });

  it('is content with exactly as many', () => {
    expect(codesOf(bounded({ series: 49 }))).toEqual([]);
  });

  it.each([
    ['team', payments],
    ['environment', production],
  ])('adds up the services of a %s', (_, holder) => {
    const shop = scraped({ errors }, 'shop');
    expect(messages({ ...bounded({ for: holder, series: 57 }), shop }, 'cost/over-budget')).toHaveLength(1);
    expect(messages({ ...bounded({ for: holder, series: 58 }), shop }, 'cost/over-budget')).toEqual([]);
  });

  it('can be suppressed with a reason', () => {
    const it = budget({ name: 'small', for: checkout, series: 1 });
    const quiet = suppress({ code: 'cost/over-budget', at: it, reason: 'Until the next release.' });
    expect(codesOf({ ...base, checkout, it, quiet })).toEqual([]);
  });
});

describe('cost/unknown', () => {
  it('says which label has no bound, instead of counting it as one', () => {
    const orders = counter({ name: 'orders_total', help, labels: { customer: text() } });
    const shop = scraped({ orders }, 'shop');
    expect(messages({ ...base, shop, it: budget({ name: 'small', for: shop, series: 1000 }) }, 'cost/unknown')).toEqual([
      'The series of shop in production are unknown (unbounded): label customer of orders_total has no bound.',
    ]);
  });
});

describe('bad input', () => {
  it.each([
    ['nothing', {}, 'It bounds nothing'],
    ['a size that is none', { logsPerDay: '50 gigabytes' }, '"50 gigabytes"'],
    ['a size without a unit', { logsPerDay: 50 }, '50'],
    ['a negative number', { series: -1 }, '-1'],
    ['no number', { spansPerSecond: Number.NaN }, 'NaN'],
    ['text for a number', { series: '50k' }, '"50k"'],
    ['nobody', { for: { kind: 'service', name: 'other' }, series: 1 }, 'no service, team or environment'],
    ['a metric', { for: requests, series: 1 }, 'no service, team or environment'],
  ])('%s', (_, options, said) => {
    expect(messages(bounded(options), 'cost/budget').join()).toContain(said);
  });

  it.each([null, {}, 5, 'many', { perSecond: '40', size: '300B' }, { perSecond: 40 }, { perSecond: Number.NaN, size: 300 }])(
    'a rate of %j',
    (rate) => {
      const app = logs({ service: checkout, name: 'app', rate: rate as never });
      const sampling = head({ ratio: '10%' });
      const spans = traces({ service: checkout, propagation: ['tracecontext'], sampling, rate: rate as never });
      expect(codesOf({ ...base, checkout, app })).toContain('logs/rate');
      expect(codesOf({ ...base, checkout, spans })).toContain('traces/rate');
    },
  );

  it('a share that is none', () => {
    const rate = { perSecond: 1, size: '1B', kept: '120%' } as never;
    const spans = traces({ service: checkout, propagation: ['tracecontext'], sampling: head({ ratio: '10%' }), rate });
    expect(messages({ ...base, checkout, spans }, 'traces/rate')).toEqual([expect.stringContaining('"120%"')]);
  });
});
