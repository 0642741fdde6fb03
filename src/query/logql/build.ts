import { NO_SPAN } from '../promql/tree.ts';
import type {
  LabelComparison,
  LabelCondition,
  LabelFilter,
  LabelMatcher,
  LineFilter,
  LogExpr,
  MatchOperator,
  Parser,
  RangeAggregation,
  Stage,
  VectorAggregation,
} from './tree.ts';

/** `{app="shop"} …stages`. */
export function lines(matchers: readonly LabelMatcher[], stages: readonly Stage[] = []): LogExpr {
  return { kind: 'logs', matchers, selectorSpan: NO_SPAN, stages, span: NO_SPAN };
}

export function streamMatcher(label: string, op: MatchOperator, value: string): LabelMatcher {
  return { label, op, value, span: NO_SPAN };
}

/** `|= "text"`: the letters as they are. */
export function lineContains(text: string): LineFilter {
  return { kind: 'line-filter', op: '|=', values: [{ text, ip: false }], span: NO_SPAN };
}

/** `| level="error" or detected_level="error"`; every condition one comparison. */
export function anyLabel(comparisons: readonly [LabelComparison, ...LabelComparison[]]): LabelFilter {
  const [first, ...rest] = comparisons;
  const join = (left: LabelCondition, right: LabelCondition): LabelCondition => ({ kind: 'logic', op: 'or', left, right });
  return { kind: 'label-filter', condition: rest.reduce<LabelCondition>(join, first), span: NO_SPAN };
}

export function labelIs(label: string, op: MatchOperator, text: string): LabelComparison {
  return { kind: 'comparison', label, op, value: { type: 'string', text }, span: NO_SPAN };
}

/** `| json | drop __error__, __error_details__`: fields of lines that are JSON, and lines that are none go on as they are. */
export function jsonFields(): readonly Stage[] {
  const parser: Parser = { kind: 'parser', parser: 'json', flags: [], pattern: undefined, extractions: [], span: NO_SPAN };
  const errors = ['__error__', '__error_details__'].map((label) => ({ label, op: undefined, value: '' }));
  return [parser, { kind: 'drop-keep', op: 'drop', labels: errors, span: NO_SPAN }];
}

/** `sum by (labels) (count_over_time({…} [range]))` */
export function countBy(logs: LogExpr, range: string, labels: readonly string[]): VectorAggregation {
  const none = { param: undefined, grouping: undefined, span: NO_SPAN };
  const counted: RangeAggregation = { ...none, kind: 'range', op: 'count_over_time', logs, range, offset: undefined };
  return { ...none, kind: 'aggregation', op: 'sum', expr: counted, grouping: { op: 'by', labels, span: NO_SPAN } };
}
