import { flatWithin } from '../../kernel/flat.ts';
import type { AlertRule } from '../../model/alert.ts';
import { type Slo, windowTitle } from '../../model/slo.ts';
import { exceptDuring } from '../maintenance/while.ts';
import { alertBase, labelsOf, ticketOf } from './alert-base.ts';
import { burnAlert } from './burn-alert.ts';
import { calendarAlerts } from './calendar-alerts.ts';
import { OBJECTIVE, REMAINING, TOTAL } from './names.ts';
import { type Says, SloAlert, type Texts } from './slo-alert.ts';
import type { SloScope } from './slo-scope.ts';
import { BASE_MS, groupIntervalMs } from './timing.ts';

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

function noData(scope: SloScope): AlertRule {
  const { slo } = scope;
  const rule = {
    severity: ticketOf(scope).name,
    forMs: NO_DATA_FOR_MS,
    keepFiringForMs: 0,
    labels: labelsOf(slo, ticketOf(scope).name),
    ...alertBase(slo, 'SloNoData'),
  };
  return new SloAlert(rule, scope, SILENT);
}

const SILENT: Says<SloScope> = {
  query: ({ where, context, site, maintenances }) =>
    context.text(exceptDuring(`absent(${TOTAL}${where})`, maintenances, BASE_MS), site),
  texts: ({ slo }) => silentTexts(slo),
};

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
  const { slo } = scope;
  const rule = {
    severity: ticketOf(scope).name,
    forMs: 0,
    keepFiringForMs: 0,
    labels: labelsOf(slo, ticketOf(scope).name),
    ...alertBase(slo, 'SloBudgetExhausted'),
  };
  return new SloAlert(rule, scope, SPENT);
}

const SPENT: Says<SloScope> = {
  query: ({ where, context, site }) => context.text(`${REMAINING}${where} <= 0`, site),
  texts: ({ slo }) => spentTexts(slo),
};

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
  const { slo } = scope;
  const rule = {
    severity: ticketOf(scope).name,
    forMs: 0,
    keepFiringForMs: 0,
    labels: labelsOf(slo, ticketOf(scope).name),
    ...alertBase(slo, 'SloRulesLate'),
  };
  return new SloAlert(rule, scope, LATE);
}

const LATE: Says<SloScope> = {
  query: ({ slo, where, context, site }) => {
    const recorded = `${OBJECTIVE}${where}`;
    return context.text(`count_over_time(${recorded}[1h]) < ${evaluationsWanted(slo)} and ${recorded} offset 1h`, site);
  },
  texts: ({ slo }) => lateTexts(slo),
};

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
