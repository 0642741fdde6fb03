import type { MetricShape } from '../shape.ts';
import type { Value } from './facts.ts';
import { presenceUnder } from './label-values.ts';
import { addLabel, canHave, difference, dropLabels, type Labels, labelsOf, mustHave, NO_LABELS, unionLabels } from './labels.ts';
import { formLabels } from './series.ts';
import type { VectorSelector } from './tree.ts';
import type { Walk } from './walk.ts';

/** The labels of all series of that name. */
export function seriesLabels(walk: Walk, metrics: readonly MetricShape[], seriesName: string): Labels {
  const [first, ...others] = metrics;
  const labels = first ? labelsOfMetric(walk, first, seriesName) : NO_LABELS;
  return others.reduce((known, metric) => unionLabels(known, labelsOfMetric(walk, metric, seriesName)), labels);
}

function labelsOfMetric(walk: Walk, metric: MetricShape, seriesName: string): Labels {
  if (metric.recorded) return recordedLabels(walk, metric.recorded);
  const target = targetLabels(walk);
  const exact = new Set(target.exact);
  for (const label of Object.keys(metric.labels)) exact.add(label);
  for (const label of formLabels(metric, seriesName)) exact.add(label);
  const replaced = target.optional.size === 0 ? [] : Object.keys(metric.labels).filter((label) => target.optional.has(label));
  return { ...target, exact, optional: replaced.length === 0 ? target.optional : difference(target.optional, replaced) };
}

/** Of the labels of targets a recording has what its expression keeps, and where it is read elsewhere the external ones. */
function recordedLabels({ catalogue }: Walk, { labels }: Value): Labels {
  const { externalLabels = [], targetLabels: known } = catalogue;
  const external = [...externalLabels].filter((label) => known.has(label) && !canHave(labels, label));
  return external.reduce((all, label) => addLabel(all, label, false), labels);
}

/** Every matcher that holds says whether its label is there. */
export function matchedLabels(labels: Labels, { matchers }: VectorSelector): Labels {
  return matchers.reduce((known, matcher) => {
    const { label } = matcher;
    const presence = label === '__name__' ? 'possibly' : presenceUnder(matcher);
    if (presence === 'never') return dropLabels(known, [label]);
    return presence === 'always' && canHave(known, label) && !mustHave(known, label) ? addLabel(known, label, true) : known;
  }, labels);
}

/** By the names the catalogue holds: every selector of every query asks for them. */
const TARGET_LABELS = new WeakMap<ReadonlySet<string>, Labels>();

/** External labels are not on the series of Prometheus itself, only on what it sends. */
export function targetLabels({ catalogue }: Walk): Labels {
  const known = TARGET_LABELS.get(catalogue.targetLabels);
  if (known) return known;
  const labels = labelsOf(catalogue.targetLabels, difference(catalogue.targetLabels, ['job', 'instance']));
  TARGET_LABELS.set(catalogue.targetLabels, labels);
  return labels;
}
