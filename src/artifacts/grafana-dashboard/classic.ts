import { canonicalJson } from '../../kernel/canonical.ts';
import type { Dashboard } from '../../model/dashboard.ts';
import type { Derived } from '../../model/derived.ts';
import { dashboardWire } from './compile.ts';

/** One dashboard as classic JSON, whatever form an environment deploys: what Grafana's API and its import both take. */
export function classicDashboard(dashboard: Dashboard, derived: Derived): string {
  return `${canonicalJson(dashboardWire(dashboard, derived), 2)}\n`;
}
