import { describe, expect, it } from 'vitest';
import { logql, logs } from '../../../src/authored/log.ts';
import { gauge } from '../../../src/authored/metric.ts';
import { type Expr, promql } from '../../../src/authored/query.ts';
import { type DashboardOptions, dashboard, dashboardLink, section } from '../../../src/define/dashboard.ts';
import { annotation } from '../../../src/define/dashboard-annotations.ts';
import { choices, labelValues, queryVariable, textbox } from '../../../src/define/dashboard-variables.ts';
import { environment, grafana, prometheus } from '../../../src/define/environment.ts';
import { policy } from '../../../src/define/policy.ts';
import { service } from '../../../src/define/service.ts';
import { system } from '../../../src/define/system.ts';
import type { Diagnostic } from '../../../src/kernel/diagnostic.ts';
import { panel } from '../../../src/panels/kinds.ts';
import { base, payments, resolveAll, scraped, withCode } from '../../support/estate.ts';

const queue = gauge({ name: 'queue_depth', help: 'Messages.', labels: {} });
const checkout = scraped({ queue });
const lines = logs({ service: checkout, name: 'app' });
const one = panel.stat({ title: 'One', show: queue });
const estate = { ...base, checkout, lines };
const board = (options: Partial<DashboardOptions>) =>
  dashboard({ name: 'b', title: 'B', service: checkout, sections: [section({ title: 'S', panels: [one] })], ...options });

function found(code: string, options: Partial<DashboardOptions>, more: object = {}): Diagnostic[] {
  return withCode({ ...estate, ...more, board: board(options) }, code);
}
const told = (...args: Parameters<typeof found>) =>
  found(...args).map(({ severity, message, fix }) => `${severity}: ${message} ${fix}`);
const stats = (count: number) => Array.from({ length: count }, (_, index) => panel.stat({ title: `P ${index}`, show: queue }));

describe('dashboard/too-many-queries and dashboard/too-many-panels', () => {
  const of = (count: number, collapsed = false) => ({ sections: [section({ title: 'S', collapsed, panels: stats(count) })] });

  it('counts what is asked when the board is opened', () => {
    expect(told('dashboard/too-many-queries', of(61)).join()).toContain('B asks 61 queries when it is opened');
    expect(told('dashboard/too-many-queries', of(60))).toEqual([]);
    expect(told('dashboard/too-many-queries', of(61, true))).toEqual([]);
  });

  it('counts the queries of a panel, and those of variables', () => {
    const several = panel.timeseries({ title: 'Several', show: Array.from({ length: 60 }, () => ({ show: queue })) });
    const sections = [section({ title: 'S', panels: [several] })];
    const instance = labelValues({ of: queue, label: 'instance' });
    expect(told('dashboard/too-many-queries', { sections })).toEqual([]);
    expect(told('dashboard/too-many-queries', { sections, variables: [instance] }).join()).toContain('61 queries');
    const marks = [annotation({ name: 'Long', when: promql`${queue} > 100` })];
    expect(told('dashboard/too-many-queries', { sections, annotations: marks }).join()).toContain('61 queries');
  });

  it('300 panels are no overview, open or closed', () => {
    expect(told('dashboard/too-many-panels', of(300, true)).join()).toContain('B has 300 panels');
    expect(told('dashboard/too-many-panels', of(100))).toEqual([]);
  });
});

describe('dashboard/duplicate-uid', () => {
  const named = (name: string) => board({ name, title: name });
  const [north, east] = ['everything-at-a-glance-of-north-west-mails-logins', 'everything-at-a-glance-of-east-tax-north-black'];

  it('two boards whose hashes are the same', () => {
    const [clash, ...more] = withCode({ ...estate, north: named(north), east: named(east) }, 'dashboard/duplicate-uid');
    expect(clash?.message).toContain('both have the uid checkout_everything-at-a-glance-28c7c9fd');
    expect(clash?.related?.[0]?.at).toBe(`checkout/dashboard/${east}`);
    expect(more).toEqual([]);
  });

  it('names apart, and a board that is exported twice, are fine', () => {
    const first = named('first');
    expect(withCode({ ...estate, first, again: first, second: named('second') }, 'dashboard/duplicate-uid')).toEqual([]);
  });

  it('two of one name are told as two definitions of one address, once', () => {
    const { diagnostics } = resolveAll({ ...estate, first: named('same'), second: named('same') });
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['definition/duplicate']);
  });

  it('of a service and a system that share a name', () => {
    const shop = system({ name: 'checkout', owner: payments });
    const both = {
      ...estate,
      shop,
      first: named('same'),
      second: board({ name: 'same', service: undefined as never, system: shop }),
    };
    expect(resolveAll(both).diagnostics.map(({ code }) => code)).toContain('definition/duplicate');
  });
});

describe('dashboard/unknown-link', () => {
  const other = board({ name: 'other', title: 'Other' });
  const url = (address: `/${string}` | `https://${string}`) => ({ links: [dashboardLink({ title: 'There', url: address })] });
  const markdown = (text: string) => ({
    sections: [section({ title: 'S', panels: [panel.text({ title: 'Hints', markdown: text })] })],
  });
  const code = 'dashboard/unknown-link';

  it('a board that is not exported', () => {
    const links = [dashboardLink({ to: other })];
    expect(told(code, { links })).toEqual([
      'error: The link Other leads to the board checkout_other, which is not part of the estate. export the dashboard other',
    ]);
    expect(told(code, { links }, { other })).toEqual([]);
  });

  it('a written uid nobody has: perhaps a board that somebody else keeps', () => {
    expect(told(code, url('/d/checkout_othr'), { other }).join()).toContain('warning: The link There leads');
    expect(told(code, url('/d/checkout_othr'), { other }).join()).toContain('did you mean checkout_other?');
    expect(told(code, url('/d/checkout_other/other?var-x=1'), { other })).toEqual([]);
    expect(told(code, url('/d/b'))).toHaveLength(1);
    expect(told(code, url('/d/checkout_b'))).toEqual([]);
  });

  it('of a panel and of its values, and a menu of boards nobody tagged', () => {
    const linked = panel.stat({ title: 'P', show: queue, links: [dashboardLink({ to: other })] });
    const clicked = panel.stat({ title: 'Q', show: queue, dataLinks: [dashboardLink({ to: other })] });
    const sections = [section({ title: 'S', panels: [linked, clicked] })];
    expect(told(code, { sections }).map((one) => one.split(' leads')[0])).toEqual(['error: The panel P', 'error: The panel Q']);
    expect(told(code, { sections: [section({ title: 'S', panels: [clicked] })] }).join()).toContain('error: The panel Q');
    expect(told(code, { sections }, { other })).toEqual([]);
    const links = [dashboardLink({ title: 'Menu', tags: ['shop', 'slow'] })];
    expect(told(code, { links }, { other }).join()).toContain('warning: The link Menu lists boards tagged shop, slow');
    expect(told(code, { links, tags: ['shop', 'slow'] })).toEqual([]);
  });

  it('in a text and in the settings of a plugin, at the panel', () => {
    expect(told(code, markdown('See [there](/d/nowhere) and /d/checkout_b.')).join()).toContain(
      'The panel Hints leads to the board nowhere',
    );
    expect(found(code, markdown('[there](/d/nowhere)'))[0]?.origin).toMatchObject({ kind: 'panel' });
    const raw = panel.raw({ title: 'R', type: 'news', json: { options: { links: [{ url: '/d/nowhere' }] } } });
    expect(told(code, { sections: [section({ title: 'S', panels: [raw] })] })).toHaveLength(1);
  });

  it('on our own Grafana, not on that of others', () => {
    const live = environment({
      name: 'live',
      prometheus: prometheus({ version: '3.15' }),
      grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
    });
    expect(told(code, url('https://grafana.example.org/d/nowhere/x'), { live })).toHaveLength(1);
    expect(told(code, url('https://play.grafana.org/d/nowhere/x'), { live })).toEqual([]);
    expect(told(code, markdown('https://example.org/a/d/e and a/d/e and /d/${board}'), { live })).toEqual([]);
  });
});

describe('dashboard/link-variable', () => {
  const instance = labelValues({ of: queue, label: 'instance' });
  const shown = section({ title: 'S', panels: [panel.stat({ title: 'P', show: queue.where({ instance }) })] });
  const other = board({ name: 'other', title: 'Other', variables: [instance], sections: [shown] });
  const code = 'dashboard/link-variable';

  it('a variable the other board does not have', () => {
    const links = [dashboardLink({ to: other, variables: { queue: 'orders' } })];
    expect(told(code, { links }, { other })).toEqual([
      'warning: The link Other sets queue, which Other has no variable for. use one of instance',
    ]);
    expect(
      told(code, { links: [dashboardLink({ title: 'L', url: '/d/checkout_other?a=1&var-queue=2' })] }, { other }),
    ).toHaveLength(1);
  });

  it('one it has, and a board that is not there, are no matter of this', () => {
    const links = [dashboardLink({ to: other, variables: { instance: 'a' } })];
    expect(told(code, { links }, { other })).toEqual([]);
    expect(told(code, { links: [dashboardLink({ to: other, variables: { queue: 'a' } })] })).toEqual([]);
  });
});

describe('dashboard/variable-query and dashboard/variable-choice', () => {
  const asking = (query: string) => ({ variables: [queryVariable({ name: 'which', query })] });
  it.each([
    ['label_values(queue_dept, instance)', 'did you mean queue_depth?'],
    ['label_values(queue_depth{quue="a"}, instance)', 'has no label `quue`'],
    ['label_values(queue_depth{, instance)', 'found'],
    ['query_result(sum(queue_depth)', 'expected `)`'],
    ['queue_depth', 'no such query'],
  ])('%s', (query, part) => expect(told('dashboard/variable-query', asking(query)).join()).toContain(part));

  it.each([
    'label_values(queue_depth{instance="$instance"}, job)',
    'query_result(topk(5, queue_depth))',
    'label_values(job)',
    'label_names()',
    'metrics(node_.*)',
  ])('%s is fine', (query) => expect(told('dashboard/variable-query', asking(query))).toEqual([]));

  const code = 'dashboard/variable-choice';
  it.each([
    [choices({ name: 'x', values: [] }), 'offers nothing'],
    [choices({ name: 'x', values: ['a', 'b'], initial: 'c' }), 'begins with c, which it does not offer. write one of a, b'],
    [labelValues({ of: queue, label: 'instance', regex: '/(/' }), 'filters by /(/'],
    [labelValues({ of: queue, label: 'instance', regex: '/a/xyz' }), 'is no regular expression'],
  ])('%#', (variable, part) => expect(told(code, { variables: [variable] }).join()).toContain(part));

  it('a choice that is offered, and a pattern, are fine', () => {
    const right = [
      choices({ name: 'x', values: ['a,b', 'c'], initial: 'a,b' }),
      labelValues({ of: queue, label: 'instance', regex: '/^(.+):/i' }),
    ];
    expect(told(code, { variables: [...right, textbox({ name: 'words' })] })).toEqual([]);
  });
});

describe('dashboard/editable', () => {
  it('is noted where somebody asks for it', () => {
    expect(told('dashboard/editable', { editable: true }).join()).toContain('info: B may be changed in Grafana');
    expect(told('dashboard/editable', {})).toEqual([]);
  });
});

describe('dashboard/refresh-too-fast', () => {
  it.each([
    ['1s', 'error: B refreshes every 1s: Grafana refuses less than 5s.'],
    ['5s', 'warning: B refreshes every 5s: there are hardly new samples by then.'],
  ] as const)('%s', (refresh, message) => {
    expect(told('dashboard/refresh-too-fast', { refresh }).join()).toContain(message);
  });

  it.each(['10s', '1m', 'never'] as const)('%s is fine', (refresh) => {
    expect(told('dashboard/refresh-too-fast', { refresh })).toEqual([]);
  });
});

describe('dashboard/several-values', () => {
  const code = 'dashboard/several-values';
  const instance = labelValues({ of: queue, label: 'instance', multi: true });
  const shown = (show: Expr, variables = [instance]) => ({
    variables,
    sections: [section({ title: 'S', panels: [panel.timeseries({ title: 'P', show })] })],
  });

  const written = (text: string) => promql(Object.assign([text], { raw: [text] }));

  it.each([
    [promql`queue_depth{instance="$instance"}`, 'write instance=~"$instance"'],
    [written('sum(queue_depth{instance!="${instance}"})'), 'write instance!~"${instance}"'],
    [written('queue_depth{instance="${instance:regex}:9090"}'), 'write instance=~'],
    [promql`queue_depth{instance="[[instance]]"}`, 'write instance=~'],
  ])('%#', (show, fix) => {
    const [error, ...more] = told(code, shown(show));
    expect(error).toContain('$instance may be several values or all');
    expect(error).toContain(fix);
    expect(more).toEqual([]);
  });

  it('in LogQL too', () => {
    const logsPanel = panel.logs({ title: 'L', show: logql`{service_name="$instance"}` });
    expect(told(code, { variables: [instance], sections: [section({ title: 'S', panels: [logsPanel] })] })).toHaveLength(1);
  });

  it('a pattern, and a variable of which one value is chosen, are fine', () => {
    expect(told(code, shown(promql`queue_depth{instance=~"$instance"}`))).toEqual([]);
    expect(told(code, shown(promql`${queue.where({ instance })}`))).toEqual([]);
    const single = labelValues({ of: queue, label: 'instance' });
    expect(told(code, shown(promql`queue_depth{instance="$instance"}`, [single]))).toEqual([]);
  });
});

describe('dashboard/variable-name', () => {
  const code = 'dashboard/variable-name';
  const variable = (name: string) => textbox({ name });

  it.each(['my-queue', '__rate', 'a b', ''])('%j', (name) => {
    expect(told(code, { variables: [variable(name)] })).toHaveLength(1);
  });

  it('two of one name', () => {
    const twice = [variable('which'), choices({ name: 'which', values: ['a'] })];
    expect(told(code, { variables: twice }).join()).toContain('two variables of the name which');
    expect(told(code, { variables: [variable('which'), variable('other_1')] })).toEqual([]);
  });
});

describe('house rules of boards', () => {
  const twoPanels = { sections: [section({ title: 'S', panels: stats(2) })] };
  it.each([
    ['dashboard/too-many-queries', { queries: 1 }],
    ['dashboard/too-many-panels', { panels: 1 }],
  ] as const)('%s keeps the bound that is written, the lowest of several', (code, dashboards) => {
    const [house, lax] = [policy({ dashboards }), policy({ dashboards: { queries: 5, panels: 5 } })];
    expect(found(code, twoPanels, { house, lax })).toHaveLength(1);
    expect(found(code, twoPanels, { lax })).toEqual([]);
    expect(found(code, twoPanels)).toEqual([]);
  });

  it('panel/too-many-series: of lines and of tiles', () => {
    const house = policy({ dashboards: { series: 1 } });
    const two = panel.timeseries({ title: 'P', show: [{ show: queue }, { show: queue }] });
    const sections = [section({ title: 'S', panels: [two] })];
    expect(found('panel/too-many-series', { sections }, { house })).toHaveLength(1);
    expect(found('panel/too-many-series', { sections })).toEqual([]);
  });

  it('policy/dashboard-variable: of boards that ask Prometheus', () => {
    const house = policy({ dashboards: { variables: ['instance'] } });
    const code = 'policy/dashboard-variable';
    expect(told(code, {}, { house }).join()).toContain('error: B has no variable instance.');
    expect(told(code, { variables: [labelValues({ of: queue, label: 'instance' })] }, { house })).toEqual([]);
    const words = [section({ title: 'S', panels: [panel.text({ title: 'T', markdown: 'Hello.' })] })];
    expect(told(code, { sections: words }, { house })).toEqual([]);
    expect(told(code, {})).toEqual([]);
  });

  it('a bound that is no number is told', () => {
    const house = policy({ dashboards: { queries: 'many' as never, variables: [5 as never] } });
    const wrong = resolveAll({ ...estate, house }).diagnostics.filter(({ code }) => code === 'definition/wrong-value');
    expect(wrong.map(({ message }) => message)).toEqual(['`dashboards.queries` is "many".', '`dashboards.variables.0` is 5.']);
  });
});

it('what is no list, no text and no time is told, and nothing trips over it', () => {
  const silent = service({ name: 'silent', owner: payments });
  const { diagnostics } = resolveAll({ ...estate, silent, board: board({ refresh: 'often', range: 5 } as never) });
  expect(diagnostics.filter(({ code }) => code === 'definition/wrong-value').map(({ message }) => message)).toEqual([
    '`range` is 5.',
    '`refresh` is "often".',
  ]);
});

describe('what an annotation or a variable asks', () => {
  it('is read like what a panel asks', () => {
    const wrong = [annotation({ name: 'Deploys', when: promql`changes(no_such_metric[5m]) > 0` })];
    expect(told('promql/unknown-metric', { annotations: wrong }).join()).toContain('no_such_metric');
    const right = [annotation({ name: 'Long', when: promql`${queue} > 100` })];
    expect(told('promql/unknown-metric', { annotations: right })).toEqual([]);
  });

  it('uses only variables of its board', () => {
    const annotations = [annotation({ name: 'Long', when: promql`queue_depth{job="$nobody"} > 100` })];
    const variables = [queryVariable({ name: 'job', query: 'label_values(up{cluster="$nothing"}, job)' })];
    const all = told('dashboard/unknown-variable', { annotations, variables }).join();
    expect(all).toContain('Annotation Long uses $nobody');
    expect(all).toContain('Variable job uses $nothing');
  });
});
