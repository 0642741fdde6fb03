import { joined } from '../../kernel/canonical.ts';
import { printDecimal } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Query } from '../../model/query.ts';
import type { Slo, Tier } from '../../model/slo.ts';
import { exceptDuring } from '../maintenance/while.ts';
import { alertBase, labelsOf } from './alert-base.ts';
import { enoughEvents } from './low-traffic.ts';
import { errorRatio, increases, TOTAL } from './names.ts';
import { type Says, SloAlert, type Texts } from './slo-alert.ts';
import type { SloScope } from './slo-scope.ts';
import { overStretches } from './stretches.ts';
import { thresholdOf } from './tier-numbers.ts';
import { COUNTED_UP_TO_MS, groupIntervalMs, stretchMs } from './timing.ts';

interface Burn {
  readonly scope: SloScope;
  readonly tier: Tier;
}

/** The alert of one tier. */
export function burnAlert(scope: SloScope, tier: Tier): AlertRule {
  const { slo } = scope;
  const told = { slo_tier: tier.name, window_long: printDuration(tier.longMs), window_short: printDuration(tier.shortMs) };
  const rule = {
    severity: tier.severity,
    forMs: tier.forMs,
    keepFiringForMs: tier.keepFiringForMs,
    labels: joined(tier.labels, joined(labelsOf(slo, tier.severity), told)),
    ...alertBase(slo, 'SloBurn', `/${tier.name}`),
  };
  return new SloAlert(rule, { scope, tier }, BURNS);
}

const BURNS: Says<Burn> = { query: burnQuery, texts: burnTexts };

function burnQuery({ scope, tier }: Burn): Query {
  const { slo, where, context, site, maintenances } = scope;
  const threshold = printDecimal(thresholdOf(slo, tier));
  const condition = [
    `${errorRatio(tier.longMs)}${where} * ${filled(slo, where, tier)} > ${threshold}`,
    `${errorRatio(tier.shortMs)}${where} > ${threshold}`,
    enoughEvents(scope, tier, threshold),
  ].join(' and ');
  // what is counted is masked, but what burned just before the work began still shows
  return context.text(exceptDuring(condition, maintenances, 0), site);
}

function burnTexts({ scope: { slo }, tier }: Burn): Texts {
  const factor = printDecimal(tier.factor);
  const times = factor === '1' ? '' : `${factor} times `;
  const long = printDuration(tier.longMs);
  return {
    annotations: {
      summary: `${slo.service.title}: the error budget of "${slo.title}" burns too fast.`,
      description: `{{ $value | humanizePercentage }} of events were bad over ${long}: more than ${times}what the objective ${slo.objectiveText} allows.`,
    },
    runbook: {
      impact: `For users of ${slo.service.title}, "${slo.title}" is below ${slo.objectiveText}.`,
      steps: slo.runbookSteps,
      url: undefined,
    },
  };
}

/** How much of the window was measured: what was not counts as good, so that a young service does not page for its first error. */
function filled(slo: Slo, where: string, { longMs }: Tier): string {
  if (longMs > COUNTED_UP_TO_MS) {
    const measured = overStretches(slo, 'count_over_time', increases(stretchMs(slo)).total, longMs);
    return `${measured} / ${longMs / stretchMs(slo)}`;
  }
  return `count_over_time(${TOTAL}${where}[${printDuration(longMs)}]) / ${longMs / groupIntervalMs(slo)}`;
}
