import type { Expr } from '../../authored/query.ts';
import type { Step } from '../../panels/field.ts';
import type { AuthoredPanel, Shown } from '../../panels/kind.ts';
import { panel } from '../../panels/kinds.ts';
import type { Aspect, Reading } from './readings.ts';

/** What an aspect is called, and what it tells, in the order of USE: utilisation, saturation, errors. */
const ASPECTS: Readonly<Record<Aspect, { readonly title: string; readonly description: string; readonly max?: number }>> = {
  utilisation: { title: 'Utilisation', description: 'Share of each resource that is used.', max: 1 },
  cores: { title: 'CPU', description: 'Cores in use.' },
  memory: { title: 'Memory', description: 'Memory in use.' },
  waiting: { title: 'Saturation: waiting', description: 'What waits for a resource.' },
  lag: { title: 'Saturation: lag', description: 'How far behind it is.' },
  refused: { title: 'Errors: refused', description: 'What was refused, dropped or thrown out for want of a resource, a second.' },
  traffic: { title: 'Traffic', description: 'Bytes a second.' },
};
/** Where a share of a limit becomes a worry. */
export const FULL: readonly Step[] = [
  { from: -Infinity, color: 'green' },
  { from: 0.8, color: 'orange' },
  { from: 0.95, color: 'red' },
];
/** More lines than that are told apart by nobody. */
const MOST = 8;

/** A panel for each aspect there is something of, over all instances. */
export function wholePanels(readings: readonly Reading[]): AuthoredPanel[] {
  return panelsOf(readings, ({ whole, title }) => ({ show: whole, legend: title }));
}

/** The same with a line for each instance. */
export function instancePanels(readings: readonly Reading[]): AuthoredPanel[] {
  return panelsOf(readings, ({ byInstance, title, parts }) => ({
    show: byInstance,
    legend: [title, ...['instance', ...parts].map((label) => `{{${label}}}`)].join(' '),
  }));
}

/** How full everything is now; red is where it runs out. */
export function nowPanel(readings: readonly Reading[]): AuthoredPanel[] {
  const shown = readings.filter(({ aspect }) => aspect === 'utilisation').slice(0, MOST);
  if (shown.length === 0) return [];
  return [
    panel.barGauge({
      title: 'Utilisation now',
      description: 'Share of each resource that is used, on the instance that uses most.',
      show: shown.map(({ whole, title }) => ({ show: whole, legend: title, instant: true })),
      min: 0,
      max: 1,
      thresholds: FULL,
      height: 4,
    }),
  ];
}

function panelsOf(readings: readonly Reading[], shownAs: (reading: Reading) => Shown<Expr>): AuthoredPanel[] {
  return (Object.keys(ASPECTS) as Aspect[]).flatMap((aspect) => {
    const shown = readings.filter((one) => one.aspect === aspect).slice(0, MOST);
    if (shown.length === 0) return [];
    const { title, description, max } = ASPECTS[aspect];
    const unit = aspect === 'cores' ? { unit: 'short' as const } : {};
    const scale = max === undefined ? {} : { min: 0, max };
    return [panel.timeseries({ title, description, show: shown.map(shownAs), ...unit, ...scale })];
  });
}
