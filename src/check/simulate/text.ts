import { groupIntervalMs } from '../../derive/slo/timing.ts';
import { percent } from '../../kernel/digits.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Slo } from '../../model/slo.ts';
import { guardSays } from '../low-traffic-says.ts';
import { budgetText, countText, rateText } from '../slo/say.ts';
import type { Incident } from './incident.ts';
import type { SimulatedIncident, SimulatedTier } from './simulate.ts';

const HEAD = ['tier', 'severity', 'fires after', 'formula', 'budget spent', 'resets after', 'formula'];
const SECOND = 1000;

/** A simulation as tables for people, one for each incident. */
export function simulationText(slo: Slo, incidents: readonly SimulatedIncident[], perSecond: number | undefined): string {
  const traffic =
    perSecond === undefined
      ? 'Traffic: so much that failures are never too few; --traffic 30/h says how much there is.'
      : `Traffic: ${rateText(perSecond * 3600)}; ${guardSays(slo.lowTraffic)}`;
  const head = [
    `${slo.address}: ${budgetText(slo, perSecond)}`,
    `Rules run every ${printDuration(groupIntervalMs(slo))}; a scrape and an evaluation are what a real server may be later.`,
    traffic,
  ];
  return `${[head.join('\n'), ...incidents.map((one) => incidentText(one, perSecond))].join('\n\n')}\n`;
}

function incidentText(one: SimulatedIncident, perSecond: number | undefined): string {
  const { incident, durationMs, spent, badEvents, tiers } = one;
  const events = perSecond === undefined ? '' : ` (bad events: ${countText(badEvents)})`;
  const title = `${incidentName(incident)} for ${printDuration(durationMs)}: spends ${percent(spent)} of the budget${events}`;
  const note = incident.times === 0 ? ['  No traffic, no ratio: no burn alert can see it.'] : [];
  return [title, ...table([HEAD, ...tiers.map(row)]), ...note].join('\n');
}

/** `10% bad at 0.2 times the traffic` */
export function incidentName({ errorRatio, times }: Incident): string {
  return `${percent(errorRatio)} bad${times === 1 ? '' : ` at ${times} times the traffic`}`;
}

function row({ tier, firesMs, resetsMs, spent, formula, firings }: SimulatedTier): string[] {
  const again = firings.length > 1 ? ` (in ${firings.length} pieces)` : '';
  return [
    tier.name,
    tier.severity,
    timeText(firesMs, 'never'),
    timeText(formula.firesMs, 'never'),
    spent === undefined ? '' : percent(spent),
    `${timeText(resetsMs, '')}${again}`,
    timeText(formula.resetsMs, ''),
  ];
}

function timeText(milliseconds: number | undefined, none: string): string {
  return milliseconds === undefined ? none : printDuration(Math.round(milliseconds / SECOND) * SECOND);
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) => `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
