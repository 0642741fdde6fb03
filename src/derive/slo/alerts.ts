import { joined } from '../../kernel/canonical.ts';
import { printDecimal } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import { flatWithin } from '../../kernel/flat.ts';
import type { AlertRule } from '../../model/alert.ts';
import { type Slo, type Tier, windowTitle } from '../../model/slo.ts';
import { exceptDuring } from '../maintenance/while.ts';
import { alertBase, labelsOf, ticketOf } from './alert-base.ts';
import { calendarAlerts } from './calendar-alerts.ts';
import { enoughEvents } from './low-traffic.ts';
import { errorRatio, increases, OBJECTIVE, REMAINING, TOTAL } from './names.ts';
import { SloAlert, type Texts } from './slo-alert.ts';
import type { SloScope } from './slo-scope.ts';
import { overStretches } from './stretches.ts';
import { thresholdOf } from './tier-numbers.ts';
import { BASE_MS, COUNTED_UP_TO_MS, groupIntervalMs, stretchMs } from './timing.ts';

const HOUR = 3_600_000;
const NO_DATA_FOR_MS = 10 * 60_000;
/** Of the evaluations of an hour: below, the server cannot keep up. */
const ENOUGH = 0.9;

/** The alerts of an SLO: one for each tier, one for silence, one for a spent budget, one for rules that do not run. */
export function sloAlerts(scope: SloScope): AlertRule[] {
  const alerts = [
    ...scope.slo.tiers.map((tier) => burnAlert(scope, tier)),
    noData(scope),
    exhausted(scope),
    rulesLate(scope),
    ...calendarAlerts(scope),
  ];
  for (const { name, labels } of alerts) flatWithin([name, labels]);
  return alerts;
}

function burnAlert(scope: SloScope, tier: Tier): AlertRule {
  const { slo, where, context, site, maintenances } = scope;
  const threshold = printDecimal(thresholdOf(slo, tier));
  const [long, short] = [printDuration(tier.longMs), printDuration(tier.shortMs)];
  const condition = [
    `${errorRatio(tier.longMs)}${where} * ${filled(slo, where, tier)} > ${threshold}`,
    `${errorRatio(tier.shortMs)}${where} > ${threshold}`,
    enoughEvents(scope, tier, threshold),
  ].join(' and ');
  // what is counted is masked, but what burned just before the work began still shows
  const text = exceptDuring(condition, maintenances, 0);
  const told = { slo_tier: tier.name, window_long: long, window_short: short };
  const rule = {
    severity: tier.severity,
    query: context.text(text, site),
    forMs: tier.forMs,
    keepFiringForMs: tier.keepFiringForMs,
    labels: joined(tier.labels, joined(labelsOf(slo, tier.severity), told)),
    ...alertBase(slo, 'SloBurn', `/${tier.name}`),
  };
  return new SloAlert(rule, { slo, tier }, burnTexts);
}

function burnTexts({ slo, tier }: { readonly slo: Slo; readonly tier: Tier }): Texts {
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

function noData(scope: SloScope): AlertRule {
  const { slo, where, context, site, maintenances } = scope;
  const rule = {
    severity: ticketOf(scope).name,
    query: context.text(exceptDuring(`absent(${TOTAL}${where})`, maintenances, BASE_MS), site),
    forMs: NO_DATA_FOR_MS,
    keepFiringForMs: 0,
    labels: labelsOf(slo, ticketOf(scope).name),
    ...alertBase(slo, 'SloNoData'),
  };
  return new SloAlert(rule, slo, silentTexts);
}

const silentTexts = (slo: Slo): Texts => ({
  annotations: {
    summary: `${slo.service.title}: nothing is measured for "${slo.title}".`,
    description:
      'No event was counted for ten minutes, so the objective cannot alert. An outage that also ends the traffic looks like this.',
  },
  runbook: {
    impact: `If ${slo.service.title} fails now, no burn alert will tell.`,
    steps: [
      `Check that the targets are up: \`up{job="${slo.service.job}"}\`.`,
      'Check that the metrics of the objective are still exposed under their names.',
    ],
    url: undefined,
  },
});

function exhausted(scope: SloScope): AlertRule {
  const { slo, where, context, site } = scope;
  const rule = {
    severity: ticketOf(scope).name,
    query: context.text(`${REMAINING}${where} <= 0`, site),
    forMs: 0,
    keepFiringForMs: 0,
    labels: labelsOf(slo, ticketOf(scope).name),
    ...alertBase(slo, 'SloBudgetExhausted'),
  };
  return new SloAlert(rule, slo, spentTexts);
}

const spentTexts = (slo: Slo): Texts => ({
  annotations: {
    summary: `${slo.service.title}: the error budget of "${slo.title}" is spent.`,
    description: `The budget of ${windowTitle(slo)} is spent, {{ $value | humanizePercentage }} of it is left: the objective ${slo.objectiveText} is missed until ${slo.calendar ? `the next ${slo.calendar.unit} begins` : 'bad events leave the window'}.`,
  },
  runbook: {
    impact: `"${slo.title}" is below ${slo.objectiveText} over ${windowTitle(slo)}.`,
    steps: ['Stop risky changes until the budget recovers.', 'Find what spent it on the SLO board.'],
    url: undefined,
  },
});

/** In an hour; with fewer its rules are late. */
export function evaluationsWanted(slo: Slo): number {
  return Math.floor((HOUR / groupIntervalMs(slo)) * ENOUGH);
}

/** Evaluations that were missed leave gaps, and what happened in them was never counted. */
function rulesLate(scope: SloScope): AlertRule {
  const { slo, where, context, site } = scope;
  const wanted = evaluationsWanted(slo);
  const rule = {
    severity: ticketOf(scope).name,
    query: context.text(`count_over_time(${OBJECTIVE}${where}[1h]) < ${wanted} and ${OBJECTIVE}${where} offset 1h`, site),
    forMs: 0,
    keepFiringForMs: 0,
    labels: labelsOf(slo, ticketOf(scope).name),
    ...alertBase(slo, 'SloRulesLate'),
  };
  return new SloAlert(rule, slo, lateTexts);
}

const lateTexts = (slo: Slo): Texts => ({
  annotations: {
    summary: `${slo.service.title}: the rules of "${slo.title}" are not evaluated in time.`,
    description: `{{ $value | humanize }} evaluations in the last hour, of ${HOUR / groupIntervalMs(slo)}: events of the others are not counted.`,
  },
  runbook: {
    impact: `Burn alerts of "${slo.title}" come late, and the budget looks better than it is.`,
    steps: [
      'See how long the groups take: `prometheus_rule_group_last_duration_seconds` against `prometheus_rule_group_interval_seconds`.',
      'Find the slow rules on the Rules page of Prometheus; give the server more CPU, or the costly queries recordings of their own.',
    ],
    url: undefined,
  },
});
