/** What a metric measures, in Prometheus base units. https://prometheus.io/docs/practices/naming/#base-units */
export const UNITS = ['seconds', 'bytes', 'ratio', 'celsius', 'count'] as const;
export type Unit = (typeof UNITS)[number];

/** Grafana's name of a unit. https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts */
export const GRAFANA_UNIT: Readonly<Record<Unit, string>> = {
  seconds: 's',
  bytes: 'bytes',
  ratio: 'percentunit',
  celsius: 'celsius',
  count: 'short',
};

/** Unit of `rate(x)`: seconds per second is a share, the rest count per second. */
export const PER_SECOND: Readonly<Record<Unit, Unit>> = {
  seconds: 'ratio',
  bytes: 'bytes',
  ratio: 'count',
  celsius: 'count',
  count: 'count',
};

const BYTE_SIZES: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** Bytes of `'5GiB'`, or undefined. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(B|[kMGT]B|[KMGT]iB)$/.exec(text);
  const size = match ? BYTE_SIZES[match[2] ?? ''] : undefined;
  return match && size !== undefined ? Number(match[1]) * size : undefined;
}
