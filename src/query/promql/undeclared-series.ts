import { checkLabel } from './analyse-matchers.ts';
import { ANY_VALUE, between, NOT_NEGATIVE } from './bounds.ts';
import { type Extent, type Facts, factsOf, measure, valueFrom } from './facts.ts';
import { keysUnder, sizeUnder } from './label-values.ts';
import { ANY_LABELS } from './labels.ts';
import { scrapesIn, times } from './samples-of.ts';
import { whyContradictory } from './selector-extent.ts';
import { matchedLabels, targetLabels } from './selector-labels.ts';
import { SCRAPE_SERIES } from './series.ts';
import type { Range, VectorSelector } from './tree.ts';
import type { Walk } from './walk.ts';

/** Of series nobody has declared only what the matchers say is known. */
export function undeclaredFacts(selector: VectorSelector, seriesName: string): Facts {
  const bounds = seriesName === 'ALERTS' ? between(1, 1) : ANY_VALUE;
  const known = selector.matchers.filter(({ op, label }) => op === '=' && label !== '__name__');
  const sizes = new Map(known.map(({ label }) => [label, 1]));
  return factsOf(valueFrom(matchedLabels(ANY_LABELS, selector)), { ...readingExtent(selector, seriesName), bounds, sizes });
}

function readingExtent(node: VectorSelector, seriesName: string): Omit<Extent, 'bounds' | 'sizes'> {
  const never = whyContradictory(node);
  const because = never ?? {
    node,
    why: `${seriesName === '' ? 'the selector' : `\`${seriesName}\``} may have no series at that time`,
  };
  const series = Number.POSITIVE_INFINITY;
  return { name: 'always', empty: never ? 'always' : 'possibly', because, series, varies: false, samples: series };
}

/** Series every target has without declaring them. */
export function scrapeFacts(walk: Walk, selector: VectorSelector, seriesName: string, range?: Range): Facts {
  const unit = Object.hasOwn(SCRAPE_SERIES, seriesName) ? SCRAPE_SERIES[seriesName] : undefined;
  const labels = targetLabels(walk);
  for (const matcher of selector.matchers) checkLabel(walk, matcher, seriesName, labels);
  const bounds = seriesName === 'up' ? between(0, 1) : NOT_NEGATIVE;
  const extent = { ...readingExtent(selector, seriesName), ...targetCounts(walk, selector, range), bounds };
  return factsOf({ ...valueFrom(matchedLabels(labels, selector), measure(unit)), gauge: seriesName }, extent);
}

/** A series for each target. */
function targetCounts(
  { catalogue }: Walk,
  { matchers }: VectorSelector,
  range?: Range,
): Pick<Extent, 'series' | 'samples' | 'sizes'> {
  const targets = catalogue.instances;
  const jobs = targets ? keysUnder('job', matchers, targets) : [];
  const all = jobs.reduce((sum, job) => sum + (targets?.get(job) ?? 0), 0);
  const one = sizeUnder('instance', matchers, Number.POSITIVE_INFINITY) === 1;
  const series = !targets ? Number.POSITIVE_INFINITY : one ? jobs.length : all;
  const sizes = new Map([...catalogue.targetLabels].map((label) => [label, sizeUnder(label, matchers, series)]));
  return { series, samples: range ? times(scrapesIn(range, []), series) : series, sizes };
}
