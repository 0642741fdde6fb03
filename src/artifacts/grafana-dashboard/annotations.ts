import { oneOf } from '../../derive/one-of.ts';
import type { Dashboard } from '../../model/dashboard.ts';
import type { DashboardAnnotation } from '../../model/dashboard-annotation.ts';
import type { Derived } from '../../model/derived.ts';
import type { Service } from '../../model/service.ts';
import { type DatasourceReference, GRAFANA } from '../grafana-datasource/reference.ts';
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

/** What a pipeline leaves in Grafana when it deploys: `signalbox deploy` does too. */
const DEPLOYMENTS: AnnotationWire = {
  datasource: GRAFANA,
  enable: true,
  hide: false,
  iconColor: 'purple',
  name: 'Deployments',
  target: { limit: 100, matchAny: false, tags: ['deploy'], type: 'tags' },
};

/** The alerts that every SLO implies. */
const OF_SLOS = 'alertname=~"Slo.+"';
const NOT_OF_SLOS = 'alertname!~"Slo.+"';

/**
 * Marks on every graph: deployments; alerts of what the dashboard is about while they fire, those of SLOs and those nobody has to act
 * on as layers of their own; and what the author adds.
 */
export function annotationsOf(dashboard: Dashboard, derived: Derived): readonly AnnotationWire[] {
  const scope = scopeMatcher(dashboard, derived);
  const datasourceOf = datasourcesOf(dashboard);
  const prometheus = datasourceOf('prometheus');
  const authored = dashboard.annotations.map((one) => authoredLayer(one, datasourceOf));
  const hasSlos = derived.estate.slos.some(({ service }) => isAbout(dashboard, service));
  const alerts = alertLayers(hasSlos ? [...scope, NOT_OF_SLOS] : scope, derived, prometheus);
  const slos = hasSlos ? [layer('SLO events', 'orange', [...scope, OF_SLOS], prometheus)] : [];
  return [BUILT_IN, DEPLOYMENTS, ...alerts, ...slos, ...authored];
}

function alertLayers(scope: readonly string[], { estate }: Derived, datasource: DatasourceReference): readonly AnnotationWire[] {
  const events = estate.severities.levels.filter(({ to }) => to === 'info').map(({ name }) => name);
  if (events.length === 0) return [layer('Firing alerts', 'red', scope, datasource)];
  const { label, op, value } = oneOf('severity', events);
  const is = `${label}${op}${JSON.stringify(value)}`;
  const isNot = `${label}${op === '=' ? '!=' : '!~'}${JSON.stringify(value)}`;
  const alerts = layer('Firing alerts', 'red', [...scope, isNot], datasource);
  return [alerts, layer('Events', 'blue', [...scope, is], datasource)];
}

function isAbout({ scope }: Dashboard, { name, system }: Service): boolean {
  if (scope.of === 'estate') return true;
  return scope.of === 'service' ? scope.name === name : scope.name === system?.name;
}

function layer(name: string, iconColor: string, matchers: readonly string[], datasource: DatasourceReference): AnnotationWire {
  const expr = `ALERTS{${['alertstate="firing"', ...matchers].join(', ')}}`;
  return {
    datasource,
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
