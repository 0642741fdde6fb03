import type { AnalysedQuery } from '../check/queries.ts';
import { toNumber } from '../kernel/decimal.ts';
import type { Panel, PanelQuery } from '../model/dashboard.ts';
import { selectorsOf } from '../query/promql/visit.ts';
import type { MetricCatalogue } from '../query/shape.ts';

/** A line that is drawn: its name, and what its values are like. They are made up in the page, always alike for one name. */
export interface SampleSeries {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Series of one seed go up and down together: quantiles of one histogram must not cross. */
  readonly seed: string;
}

/** As many as tell a reader that there are several. */
const MOST = 4;
const LABEL = /\{\{\s*(\w+)\s*\}\}/g;

type Range = readonly [low: number, high: number];

/** What is known of a query. */
export interface Asked {
  readonly analysed: AnalysedQuery | undefined;
  readonly catalogue: Pick<MetricCatalogue, 'find'>;
  /** Values of labels that log streams declare. */
  readonly logLabels: ReadonlyMap<string, readonly string[]>;
}

/** What values of a unit are like in a service that does well. */
const RANGES: Readonly<Record<string, Range>> = {
  s: [0.04, 0.35],
  ms: [40, 350],
  bytes: [2e8, 9e8],
  decbytes: [2e8, 9e8],
  Bps: [1e5, 4e6],
  reqps: [20, 160],
  cps: [20, 160],
  ops: [20, 160],
  percentunit: [0.2, 0.7],
  percent: [20, 70],
  celsius: [30, 60],
  dtdurations: [3_600, 90_000],
};
const COUNT: Range = [2, 40];
/** How many fire, are down, are spent: none where all is well. */
const TROUBLES = /^\(?(?:count|sum)\b.*(?:ALERTS|[<>]|==)/;
const DAY = 86_400;
/** Series whose values everybody knows. */
const KNOWN: readonly (readonly [RegExp, Range])[] = [
  [/exhaustion_seconds/, [9 * DAY, 25 * DAY]],
  [/burn_rate|sli_error:ratio_rate\w+(?:\{[^}]*\})?[\s)]*\//, [0.2, 1.4]],
  [/^1 - slo:objective:ratio/, [0.01, 0.01]],
  [/remaining_ratio/, [0.35, 0.95]],
  [/^up\b|\bup\{|successful\b|_up\{/, [1, 1]],
];
/** Shares of what fails are small, shares of what is good are large. */
const FAILS = /error|fail|bad|drop|reject|5xx/i;
const GOOD = /avail|success|attain|uptime|good|budget|hit/i;

/** Most requests succeed where a service does well: what part of the others there are. */
const SHARES: readonly (readonly [RegExp, number])[] = [
  [/\b1(?:xx|\d\d)\b/, 0.001],
  [/\b3(?:xx|\d\d)\b/, 0.12],
  [/\b4(?:xx|\d\d)\b/, 0.05],
  [/\b5(?:xx|\d\d)\b/, 0.004],
];
const QUANTILE = /\bp(\d\d)(?:\.?\d+)?\b/;

/** What a panel would show of a query, by its unit, its labels and its legend. */
export function sampleSeries(panel: Panel, shown: PanelQuery, asked: Asked): SampleSeries[] {
  const [low, high] = rangeOf(panel, shown);
  const names = namesOf(shown, asked);
  const spread = (high - low) / (names.length + 1);
  return names.map((name, index) => {
    const together = quantileOf(name, low, high) ?? windowOf(name, low, high);
    if (together) return { name, ...together };
    const [, scale] = SHARES.find(([pattern]) => pattern.test(name)) ?? [undefined, 1];
    return { name, low: low * scale, high: (high - (spread * index) / 2) * scale, seed: name };
  });
}

type Together = Omit<SampleSeries, 'name'> | undefined;

/** The tail is long: half of the answers take a fifth of what the slowest hundredth takes. */
function quantileOf(name: string, low: number, high: number): Together {
  const [, quantile] = QUANTILE.exec(name) ?? [];
  if (quantile === undefined) return undefined;
  const share = Number(quantile) >= 99 ? 1 : Number(quantile) >= 90 ? 0.55 : 0.2;
  return { low: low * (0.5 + share / 2), high: low + (high - low) * share, seed: 'quantiles' };
}

/** The longer a window, the less its value moves. */
function windowOf(name: string, low: number, high: number): Together {
  const [, unit = ''] = /^\d+([mhd])$/.exec(name) ?? [];
  const share = { m: 1, h: 0.4, d: 0.12 }[unit];
  if (share === undefined) return undefined;
  const middle = low + (high - low) * 0.4;
  return { low: middle - (middle - low) * share, high: middle + (high - middle) * share, seed: 'windows' };
}

function rangeOf({ type, title, goal }: Panel, { unit, query }: PanelQuery): Range {
  const fixed = /^\s*-?[\d.]+(?:e-?\d+)?\s*$/.test(query.text) ? Number(query.text) : undefined;
  if (fixed !== undefined) return [fixed, fixed];
  if (type === 'stat' && TROUBLES.test(query.text)) return [0, 0];
  const known = KNOWN.find(([pattern]) => pattern.test(query.text));
  if (known) return known[1];
  if (unit !== 'percentunit' && unit !== 'percent') return RANGES[unit] ?? COUNT;
  const scale = unit === 'percent' ? 100 : 1;
  const objective = goal && toNumber(goal.objective);
  if (objective !== undefined) return [(objective + (1 - objective) * 0.2) * scale, (objective + (1 - objective) * 0.9) * scale];
  if (GOOD.test(title)) return [0.995 * scale, scale];
  return FAILS.test(`${title} ${query.text}`) ? [0, 0.02 * scale] : (RANGES[unit] ?? COUNT);
}

/** The legend with values for its labels, one for each series a reader might see. */
function namesOf({ legend, query, refId }: PanelQuery, asked: Asked): string[] {
  if (legend !== '' && !legend.includes('{{')) return [legend];
  const written = [...legend.matchAll(LABEL)].map(([, label = '']) => label);
  const labels = written.length > 0 ? written : [...(asked.analysed?.analysis.labels.exact ?? [])].slice(0, 1);
  if (labels.length === 0) return [shorten(query.text, refId)];
  const values = new Map(labels.map((label) => [label, valuesOf(label, asked)]));
  const most = Math.max(...[...values.values()].map((all) => all.length));
  const names = Array.from({ length: Math.min(MOST, most) }, (_, index) => {
    const chosen = (label: string) => values.get(label)?.[index % (values.get(label)?.length ?? 1)] ?? '';
    if (legend.includes('{{')) return legend.replace(LABEL, (_match, label: string) => chosen(label));
    return labels.map(chosen).join(', ');
  });
  return [...new Set(names)];
}

/** What the query asks of the label, what its metric declares, or names that say which label they stand for. */
function valuesOf(label: string, { analysed, catalogue, logLabels }: Asked): readonly string[] {
  const selectors = analysed ? selectorsOf(analysed.expr) : [];
  const exact = selectors.flatMap(({ matchers }) => matchers.filter((one) => one.label === label && one.op === '='));
  if (exact.length > 0) return [...new Set(exact.map(({ value }) => value))];
  const oneOf = selectors.flatMap(({ matchers }) => matchers.filter((one) => one.label === label && one.op === '=~'));
  const plain = oneOf.map(({ value }) => value).find((value) => /^[\w/:.-]+(?:\|[\w/:.-]+)+$/.test(value));
  if (plain !== undefined) return plain.split('|');
  const shapes = selectors.flatMap(({ name }) => (name === undefined ? [] : catalogue.find(name)));
  const declared = shapes.flatMap(({ labels }) => labels[label]?.values ?? []);
  if (declared.length > 0) return [...new Set(declared)];
  const logged = analysed ? undefined : logLabels.get(label);
  if (logged) return logged;
  return label === 'instance' || label === 'job'
    ? [1, 2, 3].map((n) => `${label}-${n}`)
    : [1, 2, 3, 4].map((n) => `${label} ${n}`);
}

function shorten(text: string, refId: string): string {
  const name = /[a-zA-Z_:][\w:]*(?=[{[)]|$)/.exec(text)?.[0];
  return name ?? refId;
}
