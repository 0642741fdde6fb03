import type { Expr } from '../../authored/query.ts';
import { type AuthoredSection, section } from '../../define/dashboard.ts';
import type { Shown } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import { ask, type Board } from './board.ts';
import type { BoardInput } from './kind.ts';
import { FULL } from './reading-panels.ts';
import { type Scope, scopeBoard } from './scopes.ts';
import { hasLimits, mostUsed, shareUsed, type Usage, usagesOf } from './usage.ts';
import { rateOf, shownOf } from './work-panels.ts';

/** Resources of one board: each asks for a day of samples. */
const MOST = 16;
const WEEK_SECONDS = 604_800;

/** When what has a limit will reach it, and how the work grows. */
export function capacityBoards(input: BoardInput): readonly Board[] {
  return input.scopes.flatMap((scope) => {
    if (!scope.services.some(hasLimits)) return [];
    return scopeBoard('capacity', 'Capacity', scope, {
      description: 'When what has a limit will reach it, and how the work grows.',
      range: '7d',
      refresh: '15m',
      sections: () => sectionsOf(scope, input),
    });
  });
}

function sectionsOf({ services }: Scope, { worksOf }: BoardInput): AuthoredSection[] {
  const usages = services.flatMap(usagesOf).slice(0, MOST);
  const works = services.flatMap((service) => worksOf(service).slice(0, 1));
  return [
    section({
      title: 'Limits',
      panels: [bars('Used now', now, usages), bars('Used in a week', inAWeek, usages), full(usages)],
    }),
    section({ title: 'Growth', panels: works.length > 0 ? [growth(shownOf(works, rateOf))] : [] }),
    section({ title: 'Course', collapsed: true, panels: usages.map(course) }),
  ];
}

/** What `read` says of each. */
function bars(title: string, { read, description }: typeof now, usages: readonly Usage[]) {
  return panel.barGauge({
    title,
    description,
    show: usages.map((usage) => ({ show: read(usage), legend: nameOf(usage), instant: true })),
    min: 0,
    max: 1,
    thresholds: FULL,
    width: 8,
    height: Math.max(6, usages.length),
  });
}

const now = {
  read: mostUsed,
  description: 'Share of the limit, on the instance that uses most.',
};
const inAWeek = {
  read: ({ gauge, limit, isFree }: Usage): Expr =>
    isFree
      ? ask`clamp_min(max(1 - predict_linear(${gauge}[1d], ${WEEK_SECONDS}) / (${limit} > 0)), 0)`
      : ask`clamp_min(max(predict_linear(${gauge}[1d], ${WEEK_SECONDS}) / (${limit} > 0)), 0)`,
  description:
    'Share of the limit in seven days, if it goes on as it did in the last one. What comes and goes within a day is drawn out too far.',
};

/** Seconds until the limit at the growth of the last day; empty where nothing grows. */
function full(usages: readonly Usage[]) {
  return panel.barGauge({
    title: 'Full in',
    description: 'How long until the limit is reached at the growth of the last day. Empty where it does not grow.',
    show: usages.map((usage): Shown<Expr> => ({ show: untilFull(usage), legend: nameOf(usage), instant: true })),
    unit: 's',
    min: 0,
    max: 30 * 86_400,
    thresholds: [
      { from: -Infinity, color: 'red' },
      { from: 86_400, color: 'orange' },
      { from: WEEK_SECONDS, color: 'green' },
    ],
    width: 8,
    height: Math.max(6, usages.length),
  });
}

function untilFull({ gauge, limit, isFree }: Usage): Expr {
  return isFree ? ask`min(${gauge} / (-deriv(${gauge}[1d]) > 0))` : ask`min((${limit} - ${gauge}) / (deriv(${gauge}[1d]) > 0))`;
}

function growth(show: readonly Shown<Expr>[]) {
  return panel.timeseries({
    title: 'Work',
    description: 'What each service is mostly asked for, and the same a week before (dashed).',
    show,
    compare: '1w',
    width: 24,
  });
}

function course(usage: Usage) {
  return panel.timeseries({
    title: nameOf(usage),
    description: 'Share of the limit that is used.',
    show: [{ show: shareUsed(usage), legend: ['instance', ...usage.parts].map((label) => `{{${label}}}`).join(' ') }],
    min: 0,
    max: 1,
  });
}

function nameOf({ service, title }: Usage): string {
  return `${service.title}: ${title}`;
}
