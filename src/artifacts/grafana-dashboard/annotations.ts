import type { Dashboard } from '../../model/dashboard.ts';
import type { Derived } from '../../model/derived.ts';
import { datasourceReference, GRAFANA } from '../grafana-datasource/reference.ts';
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

/** Marks on every graph while an alert of what the dashboard is about fires. */
export function annotationsOf(dashboard: Dashboard, derived: Derived): readonly AnnotationWire[] {
  const expr = `ALERTS{${['alertstate="firing"', ...scopeMatcher(dashboard, derived)].join(', ')}}`;
  const alerts: AnnotationWire = {
    datasource: datasourceReference('prometheus'),
    enable: true,
    hide: false,
    iconColor: 'red',
    name: 'Firing alerts',
    tagKeys: 'severity,service',
    target: { expr, interval: '60s', refId: 'Anno' },
    textFormat: '{{service}}',
    titleFormat: '{{alertname}}',
  };
  return [BUILT_IN, alerts];
}

function scopeMatcher({ scope }: Dashboard, { estate }: Derived): readonly string[] {
  if (scope.of === 'estate') return [];
  if (scope.of === 'service') return [`service="${scope.name}"`];
  const names = estate.services.filter(({ system }) => system?.name === scope.name).map(({ name }) => name);
  return [`service=~"${names.map((name) => name.replace(/[^\w-]/g, '\\\\$&')).join('|')}"`];
}
