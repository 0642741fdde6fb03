import type { Address } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import { compare, ONE, parseDecimal, type Rational, rational, subtract, ZERO } from '../../kernel/decimal.ts';
import type { Service } from '../../model/service.ts';
import type { SeverityScale } from '../../model/severity.ts';
import { type Sli, type Slo, sloKey } from '../../model/slo.ts';
import { sliKinds } from '../../sli/kinds.ts';
import type { AuthoredSlo } from '../slo.ts';
import { alsoOf } from './also.ts';
import { defaultTiers } from './default-tiers.ts';
import { gradesOf } from './grades.ts';
import { lowTrafficOf } from './low-traffic.ts';
import { addressIn, missing, type Report } from './report.ts';
import { shown } from './shown.ts';
import { sliOf } from './sli.ts';
import { reportReferences } from './slo-references.ts';
import { tiersOf } from './tiers.ts';
import { windowIn } from './window.ts';

/** Stands in for one that is no objective, so that the rest is checked in the same run. */
const ANY_OBJECTIVE = rational(99n, 100n);

export function resolveSlos(
  authored: readonly AuthoredSlo[],
  services: ReadonlyMap<object, Service>,
  scale: SeverityScale,
  report: Report,
): Map<object, Slo> {
  const slos = new Map<object, Slo>();
  for (const one of sortedBy(
    authored.flatMap((slo) => [slo, ...alsoOf(slo, report)]),
    (slo) => `${slo.service?.name}/${slo.name}`,
  )) {
    const service = one.service && services.get(one.service);
    const address = addressIn(one.service?.name ?? 'unknown', 'slo', one, report);
    if (!one.service) missing('service', address, one, report);
    const objective = objectiveOf(one, address, report);
    const sli = one.sli && sliKinds.get(one.sli.type);
    if (!sli) missing('sli', address, one, report);
    if (!service || !sli) continue;
    const known = { service, scale, objective: objective ?? ANY_OBJECTIVE, sli: sliOf(one, sli, address, report) };
    const slo = sloOf(one, address, known, report);
    for (const { code, message, fix } of sli.problems(slo.sli.settings, shortestWindow(slo)))
      report.error(code, address, message, { origin: one, fix });
    if (objective) slos.set(one, slo);
  }
  reportReferences(slos, report);
  return slos;
}

/** Of those every objective is read over. */
const FIVE_MINUTES = 5 * 60_000;

function shortestWindow({ tiers }: Slo): number {
  return Math.min(FIVE_MINUTES, ...tiers.map(({ shortMs }) => shortMs));
}

function objectiveOf(one: AuthoredSlo, address: Address, report: Report): Rational | undefined {
  const objective = typeof one.objective === 'string' && one.objective.endsWith('%') ? parseDecimal(one.objective) : undefined;
  if (objective && compare(objective, ZERO) > 0 && compare(objective, ONE) < 0) return objective;
  report.error(
    'slo/objective-out-of-range',
    address,
    `The objective is ${shown(one.objective)}; it must lie above 0% and below 100%.`,
    {
      origin: one,
      fix: "write it as a percentage: '99.9%'. With 100% there is no budget: the first error would miss it for good",
    },
  );
  return undefined;
}

interface Known {
  readonly service: Service;
  readonly scale: SeverityScale;
  readonly objective: Rational;
  readonly sli: Sli;
}

function sloOf(one: AuthoredSlo, address: Address, { service, scale, objective, sli }: Known, report: Report): Slo {
  const { windowMs, calendar } = windowIn(one, address, one, report);
  const budget = subtract(ONE, objective);
  const tiers =
    one.alerts === undefined
      ? defaultTiers(windowMs, budget, scale)
      : tiersOf(one.alerts, { windowMs, scale }, address, one, report);
  return {
    address,
    name: one.name,
    origin: one,
    service,
    title: one.title ?? one.name,
    description: one.description,
    category: one.category,
    priority: one.priority,
    labels: one.labels ?? {},
    objectiveText: one.objective,
    objective,
    budget,
    windowMs,
    calendar,
    sli,
    tiers,
    grades: gradesOf(one, address, report),
    lowTraffic: lowTrafficOf(one.lowTraffic, tiers, address, one, report),
    runbookSteps: one.runbook?.steps ?? [],
    dependsOn: (one.dependsOn ?? []).map(sloKey),
  };
}
