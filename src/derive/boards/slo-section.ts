import { type AuthoredSection, section } from '../../define/dashboard.ts';
import { printDecimal, toNumber } from '../../kernel/decimal.ts';
import { printDuration } from '../../kernel/duration.ts';
import { type Slo, windowTitle } from '../../model/slo.ts';
import type { Step } from '../../panels/field.ts';
import type { AuthoredPanel } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import { incidentTable } from '../slo/incident-table.ts';
import { BURN_RATE, errorRatio, periodRatio, REMAINING, sloSelector } from '../slo/names.ts';
import { authoredSlo, query } from './board.ts';
import { markdownTable } from './markdown.ts';

/** Red when it is spent, orange in the last quarter. */
export const BUDGET_COLOURS: readonly Step[] = [
  { from: -Infinity, color: 'red' },
  { from: 0, color: 'orange' },
  { from: 0.25, color: 'green' },
];

/** One SLO: four numbers above two graphs. */
export function sloSection(slo: Slo, title: string, collapsed: boolean): AuthoredSection {
  return section({
    title,
    collapsed,
    panels: [
      attained(slo),
      budgetLeft(slo),
      lasts(slo),
      firing(slo),
      burnRate(slo),
      errorRatios(slo),
      ...alertPanels(slo),
      ...promise(slo),
    ],
  });
}

/** What people file it by, where they wrote more than its numbers. */
function promise({ description, category, priority, grades, labels, service }: Slo): AuthoredPanel[] {
  const said = [
    ...(description === undefined ? [] : [['What it promises', description]]),
    ...(category === undefined ? [] : [['Category', category]]),
    ...(priority === undefined ? [] : [['Priority', priority]]),
    ...grades.map(({ name, text }) => [`Called ${name}`, `from ${text}`]),
    ...Object.entries(labels),
  ];
  if (said.length === 0) return [];
  const markdown = markdownTable(['', ''], [...said, ['Owner', service.owner.name]]);
  return [panel.text({ title: 'Promise', description: 'As the definition says.', markdown, width: 24, height: 6 })];
}

function attained(slo: Slo): AuthoredPanel {
  const show = query(`1 - ${worst('max', slo, periodRatio(slo))}`, 'ratio');
  return panel.stat({ title: 'Attained', show, goal: authoredSlo(slo) });
}

function budgetLeft(slo: Slo): AuthoredPanel {
  return panel.stat({
    title: 'Error budget left',
    description: `What is left of the bad events that ${slo.objectiveText} over ${windowTitle(slo)} allows: full at 100%, spent at 0%, missed below.`,
    show: query(worst('min', slo, REMAINING), 'ratio'),
    decimals: 1,
    thresholds: BUDGET_COLOURS,
  });
}

function lasts(slo: Slo): AuthoredPanel {
  return panel.stat({
    title: 'Budget lasts',
    description: 'How long the budget lasts at the burn rate of the last hour, while it is shrinking.',
    noValue: 'not shrinking',
    show: query(worst('min', slo, 'slo:error_budget:exhaustion_seconds'), 'seconds'),
    thresholds: [
      { from: -Infinity, color: 'red' },
      { from: 86_400, color: 'orange' },
      { from: 3 * 86_400, color: 'green' },
    ],
  });
}

function firing(slo: Slo): AuthoredPanel {
  return panel.alertList({ title: 'Alerts', of: authoredSlo(slo), width: 6, height: 4 });
}

function burnRate(slo: Slo): AuthoredPanel {
  return panel.timeseries({
    title: 'Burn rate',
    description:
      'How many times faster than allowed the budget is spent, over an hour: at 1 it lasts exactly the window. The red line is the slowest tier that alerts.',
    show: [{ show: query(`${BURN_RATE}${sloSelector(slo)}`, 'count'), legend: legendOf(slo, 'burn rate') }],
    min: 0,
    thresholds: burnColours(slo),
  });
}

/** How fast it burns by each window, and what an incident would do: only where burn alerts are written. */
function alertPanels(slo: Slo): AuthoredPanel[] {
  if (slo.tiers.length === 0) return [];
  const { head, rows } = incidentTable(slo);
  return [
    panel.barGauge({
      title: 'Burn by window',
      description: 'How many times faster than allowed the budget was spent, over each window that an alert compares.',
      show: windowsOf(slo).map((window) => ({
        show: query(`${worst('max', slo, errorRatio(window))} / ${printDecimal(slo.budget)}`, 'count'),
        legend: printDuration(window),
        instant: true,
      })),
      unit: 'short',
      min: 0,
      thresholds: burnColours(slo),
      width: 8,
    }),
    panel.text({
      title: 'What an incident does',
      description: 'Reckoned from the definition, for an error-free past and so much traffic that failures are never too few.',
      markdown: markdownTable(head, rows),
      width: 16,
      height: 8,
    }),
  ];
}

function burnColours(slo: Slo): Step[] {
  const factors = slo.tiers.map(({ factor }) => toNumber(factor));
  const slowest = factors.length > 0 ? [{ from: Math.min(...factors), color: 'red' }] : [];
  return [{ from: 1, color: 'orange' }, ...slowest].filter(distinct);
}

function windowsOf({ tiers }: Slo): number[] {
  return [...new Set(tiers.flatMap(({ longMs, shortMs }) => [longMs, shortMs]))].sort((a, b) => a - b);
}

/** The windows alerts compare, shortest first, against the share of bad events that the objective allows. */
function errorRatios(slo: Slo): AuthoredPanel {
  const where = sloSelector(slo);
  return panel.timeseries({
    title: 'Error ratio by window',
    description: `Share of bad events over each window that an alert compares; the objective ${slo.objectiveText} allows the line "allowed".`,
    min: 0,
    show: [
      ...windowsOf(slo).map((window) => ({
        show: query(`${errorRatio(window)}${where}`, 'ratio'),
        legend: legendOf(slo, printDuration(window)),
      })),
      { show: query(`1 - slo:objective:ratio${where}`, 'ratio'), legend: 'allowed' },
    ],
  });
}

/** An SLO kept apart by labels is as good as its worst group. */
function worst(op: 'min' | 'max', slo: Slo, series: string): string {
  return `${op}(${series}${sloSelector(slo)})`;
}

function legendOf(slo: Slo, name: string): string {
  return [name, ...slo.sli.groupBy.map((label) => `{{${label}}}`)].join(' ');
}

/** Thresholds must rise: a tier at the allowed rate itself is one line, not two. */
function distinct(step: Step, index: number, steps: readonly Step[]): boolean {
  return steps.findLastIndex(({ from }) => from === step.from) === index;
}
