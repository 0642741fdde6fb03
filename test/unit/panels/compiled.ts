import { dashboardWire } from '../../../src/artifacts/grafana-dashboard/compile.ts';
import type { DashboardWire, PanelWire } from '../../../src/artifacts/grafana-dashboard/wire.ts';
import { dashboard, section } from '../../../src/define/dashboard.ts';
import { resolveDashboards } from '../../../src/define/dashboard-resolve.ts';
import type { AuthoredPanel } from '../../../src/panels/kind.ts';
import { derivedWith, lookup, master } from './phoenix.ts';
import { testContext } from './query-context.ts';

/** The JSON of a dashboard that holds just these panels. */
export function compiledDashboard(panels: readonly AuthoredPanel[]): DashboardWire {
  const authored = dashboard({ name: 'test', title: 'Test', service: master, sections: [section({ title: 'Panels', panels })] });
  const [resolved] = resolveDashboards([authored], testContext(), lookup).value;
  return dashboardWire(resolved!, derivedWith([resolved!]));
}

export function compiledPanels(panels: readonly AuthoredPanel[]): readonly PanelWire[] {
  return compiledDashboard(panels).panels.filter((one): one is PanelWire => 'targets' in one || 'options' in one);
}
