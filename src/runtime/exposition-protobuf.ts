import { collectAll, defaultLabels, type Exposed } from './exposition.ts';
import type { Family } from './family.ts';
import type { Exemplar } from './kind.ts';
import { type NativeBuckets, ZERO_THRESHOLD } from './native-buckets.ts';
import { delimited, type Field, float, message, sint, text, uint } from './protobuf.ts';
import { type Collected, familyOf, type Registered, type Sample } from './registered.ts';

/** The only format native histograms have. https://prometheus.io/docs/instrumenting/exposition_formats/#protobuf-format */
export const PROTOBUF_CONTENT_TYPE =
  'application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited';

type Labels = Readonly<Record<string, string | number>>;

/** Numbers of types and fields: https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto */
const TYPE = { counter: 0, gauge: 1, summary: 2, untyped: 3, histogram: 4 } as const;
const VALUE_FIELD = { counter: 3, gauge: 2, untyped: 5 } as const;

/** Everything in a registry, as Prometheus reads it where it scrapes native histograms. */
export async function exposeProtobuf(registry: Exposed): Promise<Uint8Array> {
  await collectAll(registry);
  const shared = defaultLabels(registry);
  const families = registry.getMetricsAsArray().map(async (metric) => {
    const family = familyOf(metric);
    return family === undefined ? foreignFamily(await (metric as Registered).get(), shared) : ownFamily(family, shared);
  });
  return Buffer.concat(await Promise.all(families));
}

function ownFamily({ definition, kind, labelNames, lines, cells }: Family, shared: Labels): Uint8Array {
  const metrics = cells.series().flatMap(({ values, cell }): Field[] => {
    const read = kind.read(cell);
    if (read === undefined) return [];
    const own = Object.fromEntries(labelNames.map((name, index) => [name, values[index] ?? '']));
    const exemplars = kind.exemplars?.(cell) ?? [];
    const samples = lines.map(({ suffix, labels }, index) => ({
      suffix,
      labels,
      value: read[index] ?? 0,
      exemplar: exemplars[index],
    }));
    const native = kind.native?.(cell);
    if (definition.kind === 'histogram' || definition.kind === 'summary') {
      return [metric({ ...shared, ...own }, aggregate(definition.kind, samples, native))];
    }
    return samples.map(({ labels, value, exemplar }) =>
      metric({ ...shared, ...own, ...labels }, single(kind.textType, value, exemplar)),
    );
  });
  const { name, help, unit } = definition;
  const hasUnit = unit !== 'count' && name.replace(/_total$/, '').endsWith(`_${unit}`);
  return delimited(...head(name, help, kind.textType), ...metrics, hasUnit ? text(5, unit) : []);
}

/** A metric of prom-client: its histograms and summaries come as samples, and are put together again. */
function foreignFamily({ name, help, type, values = [] }: Collected, shared: Labels): Uint8Array {
  const kind = type in TYPE ? (type as keyof typeof TYPE) : 'untyped';
  if (kind !== 'histogram' && kind !== 'summary') {
    const metrics = values.map((sample) => metric({ ...shared, ...labelsOf(sample) }, single(kind, sample.value)));
    return delimited(...head(name, help, kind), ...metrics);
  }
  const groups = new Map<string, { labels: Labels; samples: Part[] }>();
  for (const sample of values) {
    const { le, quantile, ...labels } = labelsOf(sample);
    const key = JSON.stringify(Object.entries(labels).sort());
    const group = groups.get(key) ?? { labels, samples: [] };
    const of: Labels = le === undefined ? (quantile === undefined ? {} : { quantile }) : { le };
    group.samples.push({ suffix: (sample.metricName ?? name).slice(name.length), labels: of, value: sample.value });
    groups.set(key, group);
  }
  const metrics = [...groups.values()].map(({ labels, samples }) => metric({ ...shared, ...labels }, aggregate(kind, samples)));
  return delimited(...head(name, help, kind), ...metrics);
}

interface Part {
  readonly suffix: string;
  readonly labels: Labels;
  readonly value: number;
  readonly exemplar?: Exemplar | undefined;
}

function labelsOf({ labels = {}, sharedLabels = {} }: Sample): Labels {
  return { ...sharedLabels, ...labels };
}

function head(name: string, help: string, type: keyof typeof TYPE): readonly Field[] {
  return [text(1, name), text(2, help), uint(3, TYPE[type])];
}

function metric(labels: Labels, value: Field): Field {
  return message(4, ...Object.entries(labels).map(([name, of]) => label(1, name, String(of))), value);
}

function label(field: number, name: string, value: string): Field {
  return message(field, text(1, name), text(2, value));
}

function single(type: string, value: number, exemplar?: Exemplar): Field {
  const known = type in VALUE_FIELD ? (type as keyof typeof VALUE_FIELD) : 'untyped';
  return message(VALUE_FIELD[known], float(1, value), known === 'counter' ? exemplarField(2, exemplar) : []);
}

function aggregate(kind: 'histogram' | 'summary', parts: readonly Part[], native?: NativeBuckets): Field {
  const of = (suffix: string) => parts.find((part) => part.suffix === suffix)?.value ?? 0;
  const counts = [uint(1, of('_count')), float(2, of('_sum'))];
  if (kind === 'summary') {
    const quantiles = parts.flatMap(({ labels: { quantile }, value }) =>
      quantile === undefined ? [] : [message(3, float(1, Number(quantile)), float(2, value))],
    );
    return message(4, ...counts, ...quantiles);
  }
  const buckets = parts.flatMap(({ labels: { le }, value, exemplar }) =>
    le === undefined || (native !== undefined && le === '+Inf' && parts.length === 3) ? [] : [bucket(le, value, exemplar)],
  );
  return message(7, ...counts, ...buckets, ...(native === undefined ? [] : nativeFields(native, parts)));
}

function bucket(le: string | number, count: number, exemplar: Exemplar | undefined): Field {
  return message(3, uint(1, count), float(2, le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le)), exemplarField(3, exemplar));
}

function nativeFields({ schema, zeroCount, positive, negative }: NativeBuckets, parts: readonly Part[]): readonly Field[] {
  const exemplars = parts.flatMap(({ exemplar }) => (exemplar === undefined ? [] : [exemplarField(16, exemplar)]));
  return [
    sint(5, schema),
    float(6, ZERO_THRESHOLD),
    uint(7, zeroCount),
    ...spans(negative, { span: 9, delta: 10 }),
    ...spans(positive, { span: 12, delta: 13 }),
    ...exemplars,
  ];
}

/** Runs of buckets that follow each other, and what each count differs from the one before. */
function spans(counts: ReadonlyMap<number, number>, fields: { readonly span: number; readonly delta: number }): readonly Field[] {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const runs: { offset: number; length: number }[] = [];
  let next = 0;
  for (const [index] of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && index === next) last.length++;
    else runs.push({ offset: index - next, length: 1 });
    next = index + 1;
  }
  const deltas = sorted.map(([, count], at) => sint(fields.delta, count - (sorted[at - 1]?.[1] ?? 0)));
  return [...runs.map(({ offset, length }) => message(fields.span, sint(1, offset), uint(2, length))), ...deltas];
}

function exemplarField(field: number, exemplar: Exemplar | undefined): Field {
  if (exemplar === undefined) return [];
  const { traceId, spanId, value, timestampSeconds } = exemplar;
  const seconds = Math.floor(timestampSeconds);
  const at = message(3, uint(1, seconds), uint(2, Math.round((timestampSeconds - seconds) * 1e9)));
  return message(field, label(1, 'trace_id', traceId), label(1, 'span_id', spanId), float(2, value), at);
}
