import { didYouMean } from '../../../../kernel/nearest.ts';
import type { LogStream } from '../../../../model/telemetry.ts';
import { meantStreams } from '../../../../query/logql/analyse.ts';
import { comparisonsOf, pipelineOf } from '../../../../query/logql/pipeline.ts';
import { everyPart, selectorsOf } from '../../../../query/logql/selectors.ts';
import type { LogExpr, RangeAggregation, Stage, VectorAggregation } from '../../../../query/logql/tree.ts';
import { isKnown, knownNames } from './fields.ts';
import { type Finding, logqlRule } from './logql-use.ts';

/** A stage behind the last one, that sees what all others have made. */
const END: Stage = { kind: 'line-filter', op: '|=', values: [], span: { from: 0, to: 0 } };

export const unknownField = logqlRule(
  {
    code: 'logql/unknown-field',
    severity: 'warning',
    why: 'A filter on a field that no line has lets nothing through, or everything, and Loki says nothing.',
    bad: 'logql`sum(count_over_time(${accessLogs} | json | rout="/pay" [5m])) > 100`;',
    good: 'logql`sum(count_over_time(${accessLogs} | json | route="/pay" [5m])) > 100`;',
  },
  function* (expr, { streams }) {
    for (const logs of selectorsOf(expr)) yield* unknownFilters(logs, meantStreams(logs, streams));
    for (const part of everyPart(expr))
      if (part.kind === 'aggregation' || part.kind === 'range') yield* unknownGroups(part, streams);
  },
);

function* unknownFilters(logs: LogExpr, streams: readonly LogStream[]): Iterable<Finding> {
  const known = knownNames(streams);
  if (!known) return;
  for (const { stage, made, open } of pipelineOf(logs)) {
    const asked = stage.kind === 'label-filter' ? comparisonsOf(stage.condition) : stage.kind === 'unwrap' ? [stage] : [];
    for (const { label, span } of open ? [] : asked) {
      if (label.startsWith('$') || made.has(label) || isKnown(label, known)) continue;
      const message = `No line of ${names(streams)} has the field ${label}.`;
      yield { message, span, fix: didYouMean(label, known) ?? `add ${label} to the fields of the stream` };
    }
  }
}

/** `by (rout)`: every line is of one group, the one without it. Names that the query makes may be there. */
function* unknownGroups(part: VectorAggregation | RangeAggregation, streams: readonly LogStream[]): Iterable<Finding> {
  const selectors = selectorsOf(part);
  const meant = selectors.flatMap((logs) => meantStreams(logs, streams));
  const known = knownNames(meant);
  const { grouping } = part;
  if (
    !known ||
    grouping?.op !== 'by' ||
    selectors.some(makesNames) ||
    everyPart(part).some(({ kind }) => kind === 'label-replace')
  )
    return;
  const made = new Set(selectors.flatMap((logs) => namesAfter(logs)));
  for (const label of grouping.labels) {
    if (label.startsWith('$') || made.has(label) || isKnown(label, known)) continue;
    const message = `No line of ${names(meant)} has the field ${label}, so by (${label}) makes one group.`;
    yield { message, span: grouping.span, fix: didYouMean(label, known) ?? `add ${label} to the fields of the stream` };
  }
}

function makesNames(logs: LogExpr): boolean {
  return pipelineOf({ ...logs, stages: [...logs.stages, END] }).some(({ open }) => open);
}

function namesAfter(logs: LogExpr): string[] {
  return [...(pipelineOf({ ...logs, stages: [...logs.stages, END] }).at(-1)?.made ?? [])];
}

function names(streams: readonly LogStream[]): string {
  return [...new Set(streams.map(({ name }) => name))].join(', ');
}
