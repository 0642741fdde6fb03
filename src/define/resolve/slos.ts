import type { Address } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import { compare, divide, multiply, ONE, parseDecimal, type Rational, rational, subtract, ZERO } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Service } from '../../model/service.ts';
import type { Slo, Tier } from '../../model/slo.ts';
import { keyOf } from '../../sli/composite.ts';
import { sliKinds } from '../../sli/kinds.ts';
import type { AuthoredSlo, Tier as AuthoredTier } from '../slo.ts';
import { defaultTiers } from './default-tiers.ts';
import { addressIn, durationIn, missing, type Report } from './report.ts';
import { severityIn } from './severity.ts';
import { shown } from './shown.ts';
import { reportReferences } from './slo-references.ts';

const THIRTY_DAYS = 30 * 86_400_000;
/** Bad events a tier must have seen, so that one failure at night pages nobody. */
const MIN_FAILURES = 5;
const HOUR = 3_600_000;
const SHORT_SHARE = 12;

export function resolveSlos(
  authored: readonly AuthoredSlo[],
  services: ReadonlyMap<object, Service>,
  report: Report,
): Map<object, Slo> {
  const slos = new Map<object, Slo>();
  for (const one of sortedBy(authored, (slo) => `${slo.service?.name}/${slo.name}`)) {
    const service = one.service && services.get(one.service);
    const address = addressIn(one.service?.name ?? 'unknown', 'slo', one, report);
    if (!one.service) missing('service', address, one, report);
    const objective = objectiveOf(one, address, report);
    const sli = one.sli && sliKinds.get(one.sli.type);
    if (!sli) missing('sli', address, one, report);
    if (!service || !sli || !objective) continue;
    for (const { code, message, fix } of sli.problems(one.sli.settings))
      report.error(code, address, message, { origin: one, fix });
    slos.set(one, sloOf(one, address, service, objective, sli.groupBy(one.sli.settings), report));
  }
  reportReferences(slos, report);
  return slos;
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

function sloOf(
  one: AuthoredSlo,
  address: Address,
  service: Service,
  objective: Rational,
  groupBy: readonly string[],
  report: Report,
): Slo {
  const windowMs = durationIn(one.window, THIRTY_DAYS, 'window', address, one, report);
  const budget = subtract(ONE, objective);
  const tiers = one.alerts ? one.alerts.map((tier) => tierOf(tier, windowMs, address, report)) : defaultTiers(windowMs, budget);
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
    sli: { type: one.sli.type, settings: one.sli.settings, groupBy },
    tiers,
    minFailures: one.lowTraffic?.minFailures ?? MIN_FAILURES,
    runbookSteps: one.runbook?.steps ?? [],
    dependsOn: (one.dependsOn ?? []).map(keyOf),
  };
}

function tierOf(tier: AuthoredTier, windowMs: number, address: Address, report: Report): Tier {
  const written = durationIn(tier.within, HOUR, 'within', address, tier, report);
  if (written === 0) noTime(address, tier, report);
  const longMs = written || HOUR;
  const shortMs = durationIn(
    tier.short,
    Math.max(1000, Math.round(longMs / SHORT_SHARE / 1000) * 1000),
    'short',
    address,
    tier,
    report,
  );
  const spend = parseDecimal(tier.spend) ?? ZERO;
  const factor = divide(multiply(spend, rational(BigInt(windowMs), 1n)), rational(BigInt(longMs), 1n));
  const severity = severityIn(tier.severity, address, tier, report);
  return {
    name: tier.name ?? `${severity}-${printDuration(longMs)}`,
    severity,
    longMs,
    shortMs,
    factor,
    spend,
    forMs: durationIn(tier.for, 0, 'for', address, tier, report),
    keepFiringForMs: durationIn(tier.keepFiringFor, 0, 'keepFiringFor', address, tier, report),
    labels: tier.labels ?? {},
  };
}

/** A burn rate over no time is a division by zero. */
function noTime(address: Address, origin: object, report: Report): void {
  const fix = "write the window it is spent in: within: '1h'";
  report.error('definition/duration', address, '`within` is no time at all.', { origin, fix });
}
