import type { Diagnostic } from '../../../kernel/diagnostic.ts';
import type { Dashboard, Panel } from '../../../model/dashboard.ts';
import { finding } from '../../finding.ts';
import type { AnalysedQuery } from '../../queries.ts';
import type { Rule } from '../../rule.ts';
import { shownAs } from '../../shown-as.ts';
import { writtenUnit } from '../../written-unit.ts';
import { findingAt } from '../query/parts.ts';
import { GRAFANA_UNITS_SHOWN } from './grafana-units.ts';
import { fits, grafanaUnitOf, inWords, type Measured, measuredOf } from './measured.ts';
import { panelsAnalysed } from './panels-analysed.ts';

/** Their unit is that of the axis, not of what the query gives. */
const UNIT_OF_AXIS = new Set(['heatmap']);
/** Of what an objective is compared with. */
const SHARE = 'percentunit';
const FIT_GOAL =
  'show the share of good events, as `attained` of the SLO is; or leave `goal` out and draw the bound with `thresholds`';

export const unitMismatch: Rule = {
  code: 'panel/unit-mismatch',
  severity: 'warning',
  about: 'panel',
  why: 'A latency of half a second is read as half a millisecond, and nobody looks for what is slow; bytes stacked on seconds add up to nothing.',
  bad: "panel.timeseries({ title: 'Time of an answer', unit: 'ms', show: latency });",
  good: "panel.timeseries({ title: 'Time of an answer', unit: 's', show: latency });",
  *run(input) {
    for (const { panel, dashboard, queries } of panelsAnalysed(input)) {
      yield* unitOfGoal(panel, dashboard);
      yield* unitOfPanel(queries, panel);
      yield* unitsTogether(queries, panel);
    }
  },
};

/** An objective is a share from 0 to 1: on another axis its line lies at the bottom, and everything above it is green. */
function* unitOfGoal(panel: Panel, dashboard: Dashboard): Iterable<Diagnostic> {
  const unit = writtenUnit(panel);
  if (!panel.goal || unit === undefined || unit === SHARE) return;
  const message = `The panel ${panel.title} draws the objective ${panel.goal.objectiveText} on an axis of ${unit}.`;
  const fix = `write unit: '${SHARE}', or leave it out, where it shows a share from 0 to 1; else leave \`goal\` out`;
  yield finding(unitMismatch, { address: dashboard.address, origin: panel.origin }, message, { fix });
}

/** Once for each thing its queries measure. */
function* unitOfPanel(queries: readonly AnalysedQuery[], panel: Panel): Iterable<Diagnostic> {
  const unit = writtenUnit(panel) ?? (panel.goal ? SHARE : undefined);
  const told = new Set<string>();
  for (const one of unit === undefined || UNIT_OF_AXIS.has(shownAs(panel)) ? [] : queries) {
    const measured = measuredOf(one.analysis.result);
    if (unit === undefined || !measured || fits(measured, unit) || told.has(inWords(measured))) continue;
    told.add(inWords(measured));
    const message = `The panel ${panel.title} shows ${inWords(measured)} as ${unit}.`;
    const fix = panel.goal ? FIT_GOAL : fixFor(measured, unit);
    yield findingAt(unitMismatch, one, one.expr.span, message, { fix });
  }
}

function fixFor(measured: Measured, unit: string): string {
  const shown = GRAFANA_UNITS_SHOWN.get(unit);
  if (measured.unit === 'count' && measured.perSecond !== true)
    return `declare unit: '${shown?.unit}' where the metric is defined, or leave \`unit\` out of the panel`;
  const right = grafanaUnitOf(measured);
  const write = right === undefined ? 'leave `unit` out of the panel' : `write unit: '${right}', or leave it out`;
  const samePerSecond = (measured.perSecond ?? shown?.perSecond) === shown?.perSecond;
  if (shown?.unit !== measured.unit || !samePerSecond) return write;
  return `${write}; or multiply the query by ${Number((shown.factor / measured.factor).toPrecision(6))}`;
}

/** Parts of a whole are of one kind; a graph has two axes. */
function* unitsTogether(queries: readonly AnalysedQuery[], panel: Panel): Iterable<Diagnostic> {
  const [first] = queries;
  if (!first || writtenUnit(panel) !== undefined) return;
  const kinds = new Set(queries.flatMap(({ analysis }) => kindOf(analysis.result)));
  if (kinds.size <= mostKinds(panel)) return;
  const message = `The panel ${panel.title} shows ${[...kinds].join(' and ')} ${isWhole(panel) ? 'as parts of one whole' : 'on two axes'}.`;
  yield findingAt(unitMismatch, first, first.expr.span, message, { fix: 'give each kind a panel of its own' });
}

function kindOf(result: AnalysedQuery['analysis']['result']): readonly string[] {
  const measured = measuredOf(result);
  return measured ? [inWords(measured)] : [];
}

function mostKinds(panel: Panel): number {
  if (isWhole(panel)) return 1;
  return shownAs(panel) === 'timeseries' ? 2 : Number.POSITIVE_INFINITY;
}

function isWhole({ type, options }: Panel): boolean {
  return type === 'piechart' || (type === 'timeseries' && 'stack' in options && options.stack === true);
}
