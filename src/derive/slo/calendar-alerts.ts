import { endOfRuns } from '../../kernel/calendar.ts';
import type { AlertRule } from '../../model/alert.ts';
import type { Slo } from '../../model/slo.ts';
import { alertBase, labelsOf, ticketOf } from './alert-base.ts';
import { type Says, SloAlert, type Texts } from './slo-alert.ts';
import type { SloScope } from './slo-scope.ts';

const NOTICE_SECONDS = 90 * 86_400;

/** From when `SloCalendarEnding` fires. */
export function noticeFrom({ slo }: Pick<SloScope, 'slo'>): number {
  return endOfRuns(slo.calendar?.runs ?? []) - NOTICE_SECONDS;
}

/** The periods are constants, and constants run out. */
export function calendarAlerts(scope: SloScope): AlertRule[] {
  const { slo } = scope;
  if (!slo.calendar) return [];
  const rule = {
    severity: ticketOf(scope).name,
    forMs: 0,
    keepFiringForMs: 0,
    labels: labelsOf(slo, ticketOf(scope).name),
    ...alertBase(slo, 'SloCalendarEnding'),
  };
  return [new SloAlert(rule, scope, ENDING)];
}

const ENDING: Says<SloScope> = {
  query: (scope) => scope.context.text(`vector(time()) > ${noticeFrom(scope)}`, scope.site), // also when the last is over
  texts: ({ slo }) => endingTexts(slo),
};

const endingTexts = (slo: Slo): Texts => ({
  annotations: {
    summary: `${slo.service.title}: the calendar of "${slo.title}" ends within 90 days.`,
    description:
      'The periods of the calendar are constants in the rules. When the last is over, the budget is no longer counted.',
  },
  runbook: {
    impact: `After the last period nothing says how much budget "${slo.title}" has left.`,
    steps: ['Update signalbox, generate anew and deploy: later versions know later years.'],
    url: undefined,
  },
});
