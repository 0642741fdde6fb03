import type { AnyMetric, Of } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import { sortedEntries } from '../kernel/canonical.ts';
import { wholeMatch } from '../kernel/whole-match.ts';
import type { Matcher, VectorSelector } from '../query/promql/tree.ts';
import type { LabelShape } from '../query/shape.ts';

interface SampleOptions {
  /** A selector that must not choose it. */
  readonly unlike?: VectorSelector | undefined;
  readonly extra?: Readonly<Record<string, string>>;
  /** Labels it needs, so that it stands for a group. */
  readonly groupBy?: readonly string[] | undefined;
}

/** A series that a selector chooses, as promtool writes it. */
export function sampleSeries(of: Of<AnyMetric>, selector: VectorSelector, options?: SampleOptions): string {
  return sampleOf(selector, (metricOf(of) as { labels?: Readonly<Record<string, LabelShape>> }).labels, options);
}

/** The same for a selector of a series nobody declared. */
export function sampleOf(
  selector: VectorSelector,
  shapes: Readonly<Record<string, LabelShape>> = {},
  { unlike, extra = {}, groupBy = [] }: SampleOptions = {},
): string {
  const matched = [...selector.matchers, ...(unlike?.matchers ?? [])].map((matcher) => matcher.label);
  const names = [...new Set([...matched, ...groupBy])];
  const labels: Record<string, string> = { ...extra };
  for (const name of names) {
    if (labels[name] !== undefined) continue;
    const wanted = selector.matchers.filter((matcher) => matcher.label === name);
    const unwanted = unlike?.matchers.filter((matcher) => matcher.label === name && !wanted.includes(matcher)) ?? [];
    const differs = unlike !== undefined && unwanted.length > 0 && !sameMatchers(wanted, unwanted);
    labels[name] =
      candidates(shapes[name], wanted).find((value) => matches(wanted, value) && !(differs && matches(unwanted, value))) ??
      'sample';
  }
  const printed = sortedEntries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${selector.name ?? ''}{${printed.join(',')}}`;
}

function candidates(shape: LabelShape | undefined, matchers: readonly Matcher[]): string[] {
  const literal = matchers.flatMap((matcher) =>
    matcher.op === '=' ? [matcher.value] : matcher.op === '=~' ? alternatives(matcher.value) : [],
  );
  return [...literal, ...(shape?.values ?? []), 'sample', 'other', '1', ''];
}

function alternatives(pattern: string): string[] {
  return pattern
    .split('|')
    .map((part) => part.replace(/\\(.)/g, '$1').replaceAll('.*', '').replaceAll('.+', 'x').replaceAll('..', '00'));
}

function matches(matchers: readonly Matcher[], value: string): boolean {
  return matchers.every((matcher) => {
    if (matcher.op === '=') return value === matcher.value;
    if (matcher.op === '!=') return value !== matcher.value;
    return anchored(matcher.value)(value) === (matcher.op === '=~');
  });
}

/** Where it cannot be told, the sample keeps its fallback. */
function anchored(pattern: string): (value: string) => boolean {
  return wholeMatch(pattern, { dotAll: true }) ?? ((value) => value === '');
}

function sameMatchers(a: readonly Matcher[], b: readonly Matcher[]): boolean {
  return a.length === b.length && a.every((one, index) => one.op === b[index]?.op && one.value === b[index]?.value);
}
