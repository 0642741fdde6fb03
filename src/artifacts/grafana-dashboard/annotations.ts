import { oneOf } from '../../derive/one-of.ts';
import type { Dashboard } from '../../model/dashboard.ts';
import type { DashboardAnnotation } from '../../model/dashboard-annotation.ts';
import type { Derived } from '../../model/derived.ts';
import { datasourceReference, GRAFANA } from '../grafana-datasource/reference.ts';
import { type DatasourceOf, datasourcesOf } from './datasources.ts';
import type { AnnotationWire } from './wire.ts';

/** Grafana writes this one into every dashboard it saves; leaving it out would show as a difference. */
const BUILT_IN: AnnotationWire = {
  builtIn: 1,
  datasource: GRAFANA,
  enable: true,
  hide: true,
  iconColor: 'rgba(0, 211, 255, 1)',
  name: 'Annotations & Alerts',
  type: 'dashboard',
};

/** Marks on every graph while an alert of what the dashboard is about fires; those nobody has to act on are a layer to switch off. */
export function annotationsOf(dashboard: Dashboard, derived: Derived): readonly AnnotationWire[] {
  const scope = scopeMatcher(dashboard, derived);
  const events = derived.estate.severities.levels.filter(({ to }) => to === 'info').map(({ name }) => name);
  const authored = dashboard.annotations.map((one) => authoredLayer(one, datasourcesOf(dashboard)));
  if (events.length === 0) return [BUILT_IN, layer('Firing alerts', 'red', scope), ...authored];
  const { label, op, value } = oneOf('severity', events);
  const is = `${label}${op}${JSON.stringify(value)}`;
  const isNot = `${label}${op === '=' ? '!=' : '!~'}${JSON.stringify(value)}`;
  return [BUILT_IN, layer('Firing alerts', 'red', [...scope, isNot]), layer('Events', 'blue', [...scope, is]), ...authored];
}

function layer(name: string, iconColor: string, matchers: readonly string[]): AnnotationWire {
  const expr = `ALERTS{${['alertstate="firing"', ...matchers].join(', ')}}`;
  return {
    datasource: datasourceReference('prometheus'),
    enable: true,
    hide: false,
    iconColor,
    name,
    tagKeys: 'severity,service',
    target: { expr, interval: '60s', refId: 'Anno' },
    textFormat: '{{service}}',
    titleFormat: '{{alertname}}',
  };
}

function authoredLayer(annotation: DashboardAnnotation, datasourceOf: DatasourceOf): AnnotationWire {
  const { name, color, enable, hide } = annotation;
  const common = { enable, hide, iconColor: color, name };
  if (annotation.from === 'tags') {
    const { tags, matchAny, limit } = annotation;
    return { ...common, datasource: GRAFANA, target: { limit, matchAny, tags, type: 'tags' } };
  }
  const { query, step, title, text, tags } = annotation;
  return {
    ...common,
    datasource: datasourceOf(query.engine),
    tagKeys: tags.join(','),
    target: { expr: query.text, interval: step, refId: 'Anno' },
    textFormat: text,
    titleFormat: title,
  };
}

function scopeMatcher({ scope }: Dashboard, { estate }: Derived): readonly string[] {
  if (scope.of === 'estate') return [];
  if (scope.of === 'service') return [`service="${scope.name}"`];
  const names = estate.services.filter(({ system }) => system?.name === scope.name).map(({ name }) => name);
  return [`service=~"${names.map((name) => name.replace(/[^\w-]/g, '\\\\$&')).join('|')}"`];
}
