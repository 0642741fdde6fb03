import type { AnyCounter } from '../../authored/metric.ts';
import type { Expr, Promql } from '../../authored/query.ts';
import { type Selection, select } from '../../authored/selection.ts';
import { section } from '../../define/dashboard.ts';
import { type AuthoredVariable, labelValues } from '../../define/dashboard-variables.ts';
import type { Metric, Service } from '../../model/service.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import type { Board } from './board.ts';
import type { BoardInput } from './kind.ts';
import { type Scope, scopeBoard } from './scopes.ts';
import { titleOf } from './words.ts';
import type { Work } from './work.ts';

const TENANT = ['tenant', 'tenant_id', 'organization', 'organisation', 'org', 'org_id', 'customer', 'customer_id', 'account'];
/** Lines of one panel: those of the tenants that do most. */
const MOST = 10;

interface Kept {
  readonly service: Service;
  readonly metric: Metric;
  readonly label: string;
}

/** What each tenant asks for and gets, where metrics are kept apart by tenants. */
export function tenantsBoards(input: BoardInput): readonly Board[] {
  return input.scopes.flatMap((scope) => {
    const kept = scope.services.flatMap((service) =>
      service.metrics.flatMap((metric) => {
        const label = tenantOf(metric);
        return label === undefined || metric.type !== 'counter' ? [] : [{ service, metric, label }];
      }),
    );
    return tenantsBoard(kept, scope, input);
  });
}

/** The label that tells tenants apart; one of a single tenant tells nothing. */
function tenantOf({ labels }: Metric): string | undefined {
  return TENANT.find((name) => labels[name] !== undefined && (labels[name].values?.length ?? labels[name].series ?? 2) > 1);
}

function tenantsBoard(kept: readonly Kept[], scope: Scope, { worksOf }: BoardInput): readonly Board[] {
  const [first] = kept;
  if (!first) return [];
  const tenant = labelValues({
    of: first.metric.origin as AnyCounter & { labels: object },
    label: first.label as never,
    name: 'tenant',
  }); // a counter with that label
  const works = scope.services.flatMap(worksOf);
  const workOf = ({ metric, service }: Kept) => works.find((work) => work.metric === metric && work.service === service);
  const board = scopeBoard('tenants', 'Tenants', scope, {
    description: 'What each tenant asks for and gets.',
    variables: [tenant],
    sections: () => [
      section({ title: 'Who asks for most', panels: kept.map(ranked) }),
      section({ title: 'Who fails most', panels: kept.flatMap((one) => failing(one, workOf(one))) }),
      section({ title: '$tenant', panels: kept.map((one) => only(one, tenant)) }),
    ],
  });
  return [board];
}

function ranked({ service, metric, label }: Kept): AuthoredPanel {
  const show = expression([`topk(${MOST}, sum by (${label}) (rate(`, '[$__rate_interval])))'], [counterOf({ service, metric })]);
  return panel.timeseries({
    title: nameOf({ service, metric }),
    description: metric.help,
    show: [{ show, legend: `{{${label}}}` }],
  });
}

function failing({ service, metric, label }: Kept, work: Work | undefined): AuthoredPanel[] {
  if (!work) return [];
  const by = `sum by (${label}) (rate(`;
  const show = expression(
    [`topk(${MOST}, ${by}`, `[$__rate_interval])) / ${by}`, '[$__rate_interval])))'],
    [work.bad, work.total],
  );
  const description = 'Share that failed.';
  return [
    panel.timeseries({ title: nameOf({ service, metric }), description, show: [{ show, legend: `{{${label}}}` }], min: 0 }),
  ];
}

function only({ service, metric, label }: Kept, tenant: AuthoredVariable): AuthoredPanel {
  const of = counterOf({ service, metric }, { [label]: tenant });
  return panel.timeseries({ title: nameOf({ service, metric }), description: metric.help, show: of });
}

function counterOf({ service, metric }: Omit<Kept, 'label'>, match: object = {}): Selection<AnyCounter> {
  return select(metric.origin as AnyCounter, { ...match, job: service.job }); // only counters are asked for
}

function expression(strings: readonly string[], values: readonly Promql[]): Expr {
  return { kind: 'expr', type: 'vector', unit: 'count', strings, values };
}

function nameOf({ service, metric }: Omit<Kept, 'label'>): string {
  return `${service.title}: ${titleOf(metric.name)}`;
}
