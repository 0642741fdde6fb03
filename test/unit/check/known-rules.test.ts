import { describe, expect, it } from 'vitest';
import type { QueryAlertOptions } from '../../../src/alerts/alert.ts';
import { alert } from '../../../src/alerts/alert.ts';
import { gauge } from '../../../src/authored/metric.ts';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { dashboard, section } from '../../../src/define/dashboard.ts';
import { environment, prometheus } from '../../../src/define/environment.ts';
import { type PolicyOptions, policy } from '../../../src/define/policy.ts';
import { service } from '../../../src/define/service.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { base, payments, withCode } from '../../support/estate.ts';
import { alerting, checkout, errors, memory, queue, requests, showing, underlined, usage } from '../../support/shop.ts';

const long = promql`${queue} > 100`;
const many = promql`sum(rate(${errors}[5m])) > 1`;
const whole = promql`sum by (route) (rate(${requests}[5m])) > 1`;
type Change = Partial<QueryAlertOptions>;

/** A code, the condition of an alert, what else is written, and a part of what is told. */
const firing: readonly (readonly [code: string, when: Expr, change: Change, told: string])[] = [
  ['alert/template-syntax', long, { description: 'At {{ $labels.queue }.' }, '`}` means nothing'],
  ['alert/template-syntax', long, { labels: { at: '{{ queue }}' } }, 'no function `queue` in labels.at'],
  ['alert/template-query', long, { description: '{{ range query "up" }}{{ .Value }}{{ end }}' }, 'description'],
  ['alert/value-in-label', long, { labels: { depth: '{{ .Value | humanize }}' } }, 'the value'],
  ['alert/value-in-label', long, { labels: { at: '{{ now }}' } }, 'the time'],
  ['alert/unknown-external-label', long, { summary: 'In {{ $externalLabels.region }}.' }, 'production'],
  ['alert/raw-value', many, { description: '{{ $value }} a second.' }, 'a rate'],
  ['alert/raw-value', promql`${usage} > 0.9`, { description: '{{ $value }} used.' }, '{{ $value | humanizePercentage }}'],
  ['alert/raw-value', promql`${memory} > 1e9`, { description: '{{ $value }} used.' }, '{{ $value | humanize1024 }}B'],
  ['alert/summary-style', long, { summary: 'queue is long' }, '"Queue is long."'],
  ['alert/summary-style', long, { summary: 'A queue is long' }, 'full stop'],
  ['alert/summary-style', long, { summary: 'Queue {{ $labels.queue }} is long.' }, 'differs'],
  ['alert/description-names-nothing', whole, { description: 'Very many.' }, 'for each route'],
  ['alert/label-hides-series', whole, { labels: { route: 'any' } }, 'route'],
  ['alert/runbook-url', long, { runbook: { url: 'https://' } }, '"https://"'],
  ['alert/runbook-url', long, { runbook: { url: 'https://wiki/<page>' } }, '<page>'],
];

const quiet: readonly (readonly [code: string, when: Expr, change: Change])[] = [
  ['alert/template-syntax', long, { description: '{{ with $labels.queue }}At {{ . }}.{{ end }}' }],
  ['alert/value-in-label', long, { labels: { at: '{{ $labels.queue }}' } }],
  ['alert/raw-value', long, { description: '{{ $value }} messages.' }],
  ['alert/raw-value', many, { description: '{{ range query "up" }}{{ .Value }}{{ end }}{{ $value | humanize }}' }],
  ['alert/raw-value', many, { description: '{{ if gt $value 1.0 }}many{{ end }}' }],
  ['alert/summary-style', long, { summary: '5xx answers: is the queue long?' }],
  ['alert/description-names-nothing', many, { description: 'Many.' }],
  ['alert/description-names-nothing', promql`sum by (queue) (${queue.where({ queue: 'orders' })}) > 1`, {}],
  ['alert/description-names-nothing', whole, { description: 'At {{ .Labels.route }}.' }],
  ['alert/description-names-nothing', whole, { description: '{{ range $k, $v := $labels }}{{ $k }}={{ $v }} {{ end }}' }],
  ['alert/label-hides-series', whole, { labels: { region: 'eu' } }],
  [
    'alert/label-hides-series',
    promql`http_requests_total{route="/"} unless http_requests_total{route="/"}`,
    { labels: { route: '/' } },
  ],
  ['alert/runbook-url', long, { runbook: { url: 'https://wiki.example.org/a?b=c#d' } }],
];

/** A code, a query it is about, the part it underlines. */
const queries: readonly (readonly [code: string, when: Expr, part: string])[] = [
  ['promql/regexp', promql`http_requests_total{code=~"5xx"} > 1`, 'code=~"5xx"'],
  ['promql/regexp', promql`http_requests_total{route!~"^/a.*$"} > 1`, 'route!~"^/a.*$"'],
  ['promql/regexp', promql`http_requests_total{route=~".*"} > 1`, 'route=~".*"'],
  ['promql/regexp-dot', promql`up{instance=~"10.0.0.1:.+"} == 0`, 'instance=~"10.0.0.1:.+"'],
  ['promql/exceeds-retention', promql`${queue} offset 100d > 1`, 'queue_depth{job="checkout"} offset 100d > 1'],
  ['promql/exceeds-retention', promql`max_over_time(rate(${errors}[1d] offset 30d)[60d:1d]) > 1`, 'max_over_time'],
  [
    'promql/nan-over-time',
    promql`avg_over_time((rate(${errors}[5m]) / on () sum(rate(${requests}[5m])))[1h:]) > 1`,
    'avg_over_time(',
  ],
];

const fine: readonly (readonly [code: string, when: Expr])[] = [
  ['promql/regexp', promql`http_requests_total{code=~"4xx|5xx",route=~"/a.+"} > 1`],
  ['promql/regexp', promql`http_requests_total{route=~"^/a|/b$"} > 1`],
  ['promql/regexp-dot', promql`http_requests_total{code=~"5..|4.x",route=~"a\\.bc|.+/.*"} > 1`],
  ['promql/exceeds-retention', promql`${queue} offset 80d > 1`],
  ['promql/nan-over-time', promql`avg_over_time((rate(${errors}[5m]) / on () (sum(rate(${requests}[5m])) > 0))[1h:]) > 1`],
  ['promql/nan-over-time', promql`avg_over_time((${usage} / ${memory})[1h:]) > 1`],
];

const told = (estate: object, code: string) => withCode(estate, code).map(({ message, fix }) => `${message} ${fix}`);

describe('what other linters find in alerts', () => {
  it.each(firing)('%s', (code, when, change, part) => {
    const [found, ...more] = told(alerting(when, change), code);
    expect(found).toContain(part);
    expect(more).toEqual([]);
  });

  it.each(quiet)('%s is silent where it is right', (code, when, change) => {
    expect(told(alerting(when, change), code)).toEqual([]);
  });

  it.each([
    ['page', '"page"'],
    ['critcal', "write 'critical'"],
    [undefined, 'missing'],
  ])('alert/severity %s is told, and the rest goes on', (severity, part) => {
    expect(told(alerting(long, { severity } as never), 'alert/severity').join()).toContain(part);
    expect(told(alerting(long, { severity: 'info' }), 'alert/severity')).toEqual([]);
  });

  it('alert/duplicate: one condition under two names, but not with two severities', () => {
    const common = { service: checkout, summary: 'Long.', when: long } as const;
    const first = alert({ ...common, name: 'A', severity: 'warning' });
    const again = (severity: 'warning' | 'info') => ({ ...base, checkout, first, b: alert({ ...common, name: 'B', severity }) });
    expect(told(again('warning'), 'alert/duplicate').join()).toContain('B asks what A asks');
    expect(told(again('info'), 'alert/duplicate')).toEqual([]);
  });

  it('alert/external-label: one that no environment has is no matter', () => {
    const eu = environment({ name: 'eu', labels: { region: 'eu' }, prometheus: prometheus({ version: '3.15' }) });
    const labelled = (region: string) => ({ ...alerting(long, { labels: { region } }), eu });
    expect(told(labelled('us'), 'alert/external-label').join()).toContain('eu is "eu"');
    expect(told(labelled('eu'), 'alert/external-label')).toEqual([]);
    expect(told(alerting(long, { labels: { region: 'us' } }), 'alert/external-label')).toEqual([]);
  });

  it('alert/ratio-of-two-jobs: of one job, or with `for`, it is fine', () => {
    const taken = gauge({ name: 'taken', help: 'Taken.' });
    const worker = service({ name: 'worker', owner: payments, metrics: { taken }, scrape: { port: 1 } });
    const apart = (change: Change) => ({ ...alerting(promql`sum(${taken}) / sum(${queue}) > 1`, change), worker });
    expect(told(apart({}), 'alert/ratio-of-two-jobs').join()).toContain('/ joins worker with checkout');
    expect(told(apart({ for: '1m' }), 'alert/ratio-of-two-jobs')).toEqual([]);
    expect(told(alerting(promql`sum(${memory}) / sum(${queue}) > 1`), 'alert/ratio-of-two-jobs')).toEqual([]);
  });
});

describe('what other linters find in queries', () => {
  it.each(queries)('%s', (code, when, part) => {
    const found = withCode(alerting(when), code).map(underlined);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(part);
  });

  it.each(fine)('%s is silent where it is right', (code, when) => expect(told(alerting(when), code)).toEqual([]));
});

describe('what other linters find on boards and servers', () => {
  it('panel/fixed-rate-window: in a graph, not in a number that is read once', () => {
    const show = promql`sum(rate(${requests}[5m]))`;
    const stat = section({ title: 'S', panels: [panel.stat({ title: 'P', show })] });
    const board = dashboard({ name: 'b', title: 'B', service: checkout, sections: [stat] });
    expect(told(showing(show), 'panel/fixed-rate-window').join()).toContain('[$__rate_interval]');
    expect(told(showing(promql`sum(rate(${requests}[$__rate_interval]))`), 'panel/fixed-rate-window')).toEqual([]);
    expect(told({ ...base, checkout, board }, 'panel/fixed-rate-window')).toEqual([]);
    const graph = { type: 'timeseries', title: 'P', targets: [{ expr: 'sum(rate(checkout_requests_total[5m]))' }] };
    const built = dashboard({ name: 'b', title: 'B', service: checkout, panels: [{ build: () => graph }] });
    expect(told({ ...base, checkout, built }, 'panel/fixed-rate-window').join()).toContain('[$__rate_interval]');
  });

  it('panel/no-title', () => {
    const titled = (title: string) => {
      const sections = [section({ title: 'S', panels: [panel.stat({ title, show: queue })] })];
      return { ...base, checkout, board: dashboard({ name: 'b', title: 'B', service: checkout, sections }) };
    };
    expect(told(titled(' '), 'panel/no-title').join()).toContain('stat panel of B');
    expect(told(titled('Messages'), 'panel/no-title')).toEqual([]);
  });

  it('scrape/interval-too-long and environment/evaluation-too-rare', () => {
    const every = (scrapeInterval: '2m' | '10m', evaluationInterval: '1m' | '10m') => ({
      ...base,
      slow: environment({ name: 'slow', prometheus: prometheus({ version: '3.15', scrapeInterval, evaluationInterval }) }),
    });
    expect(told(every('10m', '1m'), 'scrape/interval-too-long').join()).toContain('slow is scraped every 10m');
    expect(told(every('2m', '10m'), 'environment/evaluation-too-rare').join()).toContain('every 10m');
    for (const code of ['scrape/interval-too-long', 'environment/evaluation-too-rare'])
      expect(told(every('2m', '1m'), code)).toEqual([]);
  });
});

describe('house rules', () => {
  const down = promql`up == 0`;
  it.each([
    ['policy/alert-name', { alerts: { name: /Shop\w+/ } }, { name: 'Long' }, { name: 'ShopLong' }],
    ['policy/alert-name', { alerts: { nameLength: 10 } }, { name: 'QueueIsTooLong' }, { name: 'Long' }],
    ['policy/alert-for', { alerts: { for: { atLeast: '1m' } } }, { for: '30s' }, { for: '1m' }],
    ['policy/alert-for', { alerts: { for: { atMost: '1h' } } }, { for: '2h' }, { for: '1h' }],
    ['policy/alert-label', { alerts: { labels: ['region'] } }, {}, { labels: { region: 'eu' } }],
    ['policy/alert-label', { alerts: { labels: ['route', 'owner'] } }, { when: many }, { when: whole }],
    ['policy/matcher', { queries: { match: ['job'] } }, { when: down }, { when: long }],
    ['policy/avoided-function', { queries: { avoid: ['rate'] } }, { when: many }, { when: long }],
    ['policy/query-cost', { queries: { samples: 1e5 } }, { when: promql`sum(rate(${requests}[30d])) > 1` }, { when: whole }],
    ['policy/avoided-function', { queries: { avoid: ['sum'] } }, { when: many }, { when: long }],
  ] satisfies [string, PolicyOptions, Change, Change][])('%s %j', (code, options, bad, good) => {
    const asking = (change: Change) => ({ ...alerting(long, change), house: policy(options) });
    expect(told(asking(bad), code)).toHaveLength(1);
    expect(told(asking(good), code)).toEqual([]);
    expect(told(alerting(long, bad), code)).toEqual([]);
  });

  it('a bound that is no duration is reported', () => {
    const house = policy({ alerts: { for: { atLeast: '1.5m' as never } } });
    expect(told({ ...alerting(long), house }, 'definition/duration').join()).toContain('alerts.for.atLeast');
  });
});
