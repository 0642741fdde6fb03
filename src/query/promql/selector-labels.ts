import type { MetricShape } from '../shape.ts';
import type { Value } from './facts.ts';
import { presenceUnder } from './label-values.ts';
import { addLabel, canHave, dropLabels, type Labels, labelsOf, mustHave, unionLabels } from './labels.ts';
import { formLabels } from './series.ts';
import type { VectorSelector } from './tree.ts';
import type { Walk } from './walk.ts';

/** The labels of all series of that name. */
export function seriesLabels(walk: Walk, metrics: readonly MetricShape[], seriesName: string): Labels {
  return metrics.map((metric) => labelsOfMetric(walk, metric, seriesName)).reduce(unionLabels);
}

function labelsOfMetric(walk: Walk, metric: MetricShape, seriesName: string): Labels {
  if (metric.recorded) return recordedLabels(walk, metric.recorded);
  const own = [...Object.keys(metric.labels), ...formLabels(metric, seriesName)];
  const target = targetLabels(walk);
  return labelsOf(
    [...target.exact, ...own],
    [...target.optional].filter((label) => !own.includes(label)),
  );
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

/** External labels are not on the series of Prometheus itself, only on what it sends. */
export function targetLabels(walk: Walk): Labels {
  const names = [...walk.catalogue.targetLabels];
  return labelsOf(
    names,
    names.filter((name) => name !== 'job' && name !== 'instance'),
  );
}
