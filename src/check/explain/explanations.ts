import { rules } from '../kinds.ts';
import type { Explanation } from '../rule.ts';
import { alertRows } from './alerts.ts';
import { boardRows } from './boards.ts';
import { costRows } from './costs.ts';
import { coverageRows } from './coverages.ts';
import { dashboardRows } from './dashboards.ts';
import { definitionRows } from './definitions.ts';
import { kubernetesRows } from './kubernetes.ts';
import { loadRows } from './load.ts';
import { lokiRows } from './loki.ts';
import { mimirRows } from './mimir.ts';
import { objectiveRows } from './objectives.ts';
import { queryRows } from './queries.ts';
import { receiverRows } from './receivers.ts';
import { remediationRows } from './remediations.ts';
import { routeTestRows } from './route-tests.ts';
import { routingRows } from './routing.ts';
import { explanationOf } from './rows.ts';
import { serverRows } from './servers.ts';
import { severityRows } from './severities.ts';
import { telemetryRows } from './telemetry.ts';
import { tenantRows } from './tenants.ts';
import { tierRows } from './tiers.ts';
import { toolRows } from './tools.ts';

const rows = [
  ...loadRows,
  ...definitionRows,
  ...routingRows,
  ...receiverRows,
  ...alertRows,
  ...objectiveRows,
  ...tierRows,
  ...severityRows,
  ...routeTestRows,
  ...remediationRows,
  ...queryRows,
  ...telemetryRows,
  ...dashboardRows,
  ...boardRows,
  ...lokiRows,
  ...serverRows,
  ...mimirRows,
  ...tenantRows,
  ...kubernetesRows,
  ...coverageRows,
  ...costRows,
  ...toolRows,
];

/** Why each code exists, for `signalbox explain`: those of the rules, and those a stage raises by itself. */
export const explanations: ReadonlyMap<string, Explanation> = new Map(
  [...rules, ...rows.map(explanationOf)]
    .map((one): [string, Explanation] => [one.code, explanationIn(one)])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** Without what a rule has besides. */
function explanationIn({ code, severity, why, bad, good, example = 'definitions' }: Explanation): Explanation {
  return { code, severity, why, bad, good, example };
}
