import type { RecordingRule } from '../model/alert.ts';
import { seriesNameOf } from '../query/promql/analyse-selector.ts';
import { OwnQuery } from '../query/promql/own-query.ts';
import type { Expr, Matcher } from '../query/promql/tree.ts';
import { selectorsOf } from '../query/promql/visit.ts';

/** A series as a query asks for it. */
export interface AskedSeries {
  readonly name: string | undefined;
  readonly matchers: readonly Matcher[];
}

/** What recordings of SLOs ask that differ only in the values of the labels their rules add. */
export interface OwnShape {
  readonly text: string;
  readonly asked: readonly AskedSeries[];
  /** Those of the rule that was read; in another its own values stand in their place. */
  readonly labels: RecordingRule['labels'];
}

/** The shape of what reads our own recordings; of each one query is parsed. */
export function ownShapes(): (rule: RecordingRule) => OwnShape | undefined {
  const shapes = new Map<string, OwnShape>();
  return ({ record, labels, query }) => {
    if (!(query instanceof OwnQuery)) return undefined;
    const text = [record, ...Object.keys(labels), withoutValues(query.text, labels)].join(' ');
    const shape = shapes.get(text) ?? { text, asked: askedIn(query.expr), labels };
    shapes.set(text, shape);
    return shape;
  };
}

export function askedIn(expr: Expr | undefined): readonly AskedSeries[] {
  return expr ? selectorsOf(expr).map((selector) => ({ name: seriesNameOf(selector), matchers: selector.matchers })) : [];
}

/** The text with names of labels in place of the values its rule adds. */
function withoutValues(text: string, labels: RecordingRule['labels']): string {
  return Object.entries(labels).reduce((shape, [label, value]) => shape.replaceAll(JSON.stringify(value), `<${label}>`), text);
}

/** What one reads, as another of the same shape asks for it; of labels with one value the first has the place in the shape. */
export function askedBy({ asked, labels }: OwnShape, now: RecordingRule['labels']): readonly AskedSeries[] {
  if (labels === now) return asked;
  const entries = Object.entries(labels).toReversed();
  const values = new Map(entries.map(([label, value]) => [value, now[label] ?? value]));
  return asked.map(({ name, matchers }) => ({
    name,
    matchers: matchers.map((matcher) => ({ ...matcher, value: values.get(matcher.value) ?? matcher.value })),
  }));
}
