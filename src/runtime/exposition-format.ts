import type { MetricKind } from '../authored/metric.ts';
import type { Definition } from './definition.ts';

/** What a family is called in its head. Samples carry the metric's own name in both formats. */
export interface Names {
  readonly family: string;
}

export interface ExpositionFormat {
  readonly contentType: string;
  readonly exemplars: boolean;
  names(name: string, kind: MetricKind | 'unknown'): Names;
  head(names: Names, about: Pick<Definition, 'kind' | 'help' | 'unit'>, textType: string): readonly string[];
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export const TEXT: ExpositionFormat = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  exemplars: false,
  names: (name) => ({ family: name }),
  head: ({ family }, { help }, textType) => [`# HELP ${family} ${escapeHelp(help)}`, `# TYPE ${family} ${textType}`],
};

/** Counters and infos are named without the suffix their samples have. */
const OPEN_METRICS_SUFFIX: Readonly<Partial<Record<string, string>>> = { counter: '_total', info: '_info' };

/** https://prometheus.io/docs/specs/om/open_metrics_spec/ */
export const OPEN_METRICS: ExpositionFormat = {
  contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  exemplars: true,
  names: (name, kind) => {
    const suffix = OPEN_METRICS_SUFFIX[kind];
    return { family: suffix !== undefined && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name };
  },
  head: ({ family }, { kind, help, unit }) => [
    `# TYPE ${family} ${kind}`,
    ...(unit !== 'count' && family.endsWith(`_${unit}`) ? [`# UNIT ${family} ${unit}`] : []), // the name must end in its unit
    `# HELP ${family} ${escapeHelp(help).replaceAll('"', '\\"')}`,
  ],
};

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

/** The best format an `Accept` header asks for; text where it names none that we write. */
export function negotiate(accept: string | undefined): ExpositionFormat {
  const best = qualities(accept);
  const openMetrics = best('application/openmetrics-text');
  return openMetrics > 0 && openMetrics >= best('text/plain') ? OPEN_METRICS : TEXT;
}

/** Whether it would rather have protobuf than any text, as Prometheus has where it scrapes native histograms. */
export function prefersProtobuf(accept: string | undefined): boolean {
  const best = qualities(accept);
  const protobuf = best('application/vnd.google.protobuf');
  return protobuf > 0 && protobuf >= best('application/openmetrics-text') && protobuf >= best('text/plain');
}

function qualities(accept: string | undefined): (type: string) => number {
  const wanted = (typeof accept === 'string' ? accept : '').split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const quality = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    return { type, quality: Number.isNaN(quality) ? 0 : quality };
  });
  return (type) => Math.max(0, ...wanted.filter((one) => one.type === type).map((one) => one.quality));
}
