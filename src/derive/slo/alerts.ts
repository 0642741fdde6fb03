import type { QueryContext, Site } from '../../authored/context.ts';
import { addressOf } from '../../kernel/address.ts';
import { multiply, printDecimal } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { AlertRule } from '../../model/alert.ts';
import { type Slo, sloKey, type Tier } from '../../model/slo.ts';
import { BAD, errorRatio, REMAINING, sloSelector, TOTAL } from './recordings.ts';
import { groupIntervalMs } from './timing.ts';

const NO_DATA_FOR_MS = 10 * 60_000;

/** The alerts of an SLO: one for each tier, one for silence, one for a spent budget. */
export function sloAlerts(slo: Slo, context: QueryContext): AlertRule[] {
  return [...slo.tiers.map((tier) => burnAlert(slo, tier, context)), noData(slo, context), exhausted(slo, context)];
}

function base(
  slo: Slo,
  name: string,
  suffix = '',
): Pick<AlertRule, 'address' | 'name' | 'origin' | 'service' | 'keepFiringForMs' | 'cause'> {
  const address = addressOf(slo.service.name, 'alert', `${name}/${slo.name}${suffix}`);
  return { address, name, origin: slo.origin, service: slo.service, keepFiringForMs: 0, cause: slo.address };
}

function labelsOf(slo: Slo, severity: string): Record<string, string> {
  return { slo: sloKey(slo), service: slo.service.name, owner: slo.service.owner.name, severity };
}

function burnAlert(slo: Slo, tier: Tier, context: QueryContext): AlertRule {
  const where = sloSelector(slo);
  const threshold = printDecimal(multiply(tier.factor, slo.budget));
  const [long, short] = [printDuration(tier.longMs), printDuration(tier.shortMs)];
  const text = [
    `${errorRatio(tier.longMs)}${where} > ${threshold}`,
    `${errorRatio(tier.shortMs)}${where} > ${threshold}`,
    `sum_over_time(${BAD}${where}[${long}]) * ${groupIntervalMs(slo) / 1000} >= ${slo.minFailures}`,
  ].join(' and ');
  const factor = printDecimal(tier.factor);
  const times = factor === '1' ? '' : `${factor} times `;
  return {
    ...base(slo, 'SloBurn', `/${tier.name}`),
    severity: tier.severity,
    query: context.text(text, site(slo)),
    forMs: 0,
    labels: { ...labelsOf(slo, tier.severity), slo_tier: tier.name, window_long: long, window_short: short },
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

function noData(slo: Slo, context: QueryContext): AlertRule {
  return {
    ...base(slo, 'SloNoData'),
    severity: 'warning',
    query: context.text(`absent(${TOTAL}${sloSelector(slo)})`, site(slo)),
    forMs: NO_DATA_FOR_MS,
    labels: labelsOf(slo, 'warning'),
    annotations: {
      summary: `${slo.service.title}: nothing is measured for "${slo.title}".`,
      description:
        'No event was counted for ten minutes, so the objective cannot alert. An outage that also ends the traffic looks like this.',
    },
    runbook: {
      impact: `If ${slo.service.title} fails now, no burn alert will tell.`,
      steps: [
        'Check that the targets are up: `up{job="' + slo.service.job + '"}`.',
        'Check that the metrics of the objective are still exposed under their names.',
      ],
      url: undefined,
    },
  };
}

function exhausted(slo: Slo, context: QueryContext): AlertRule {
  return {
    ...base(slo, 'SloBudgetExhausted'),
    severity: 'warning',
    query: context.text(`${REMAINING}${sloSelector(slo)} <= 0`, site(slo)),
    forMs: 0,
    labels: labelsOf(slo, 'warning'),
    annotations: {
      summary: `${slo.service.title}: the error budget of "${slo.title}" is spent.`,
      description: `The budget of ${printDuration(slo.windowMs)} is spent, {{ $value | humanizePercentage }} of it is left: the objective ${slo.objectiveText} is missed until bad events leave the window.`,
    },
    runbook: {
      impact: `"${slo.title}" is below ${slo.objectiveText} over ${printDuration(slo.windowMs)}.`,
      steps: ['Stop risky changes until the budget recovers.', 'Find what spent it on the SLO board.'],
      url: undefined,
    },
  };
}

function site(slo: Slo): Site {
  return { at: slo.address, origin: slo.origin };
}
