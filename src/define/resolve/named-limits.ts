import { group, type OptionKind, places, SWITCH } from './option-kinds.ts';

/** Nothing comes in where a rate or a burst is 0. */
const ABOVE_ZERO: OptionKind = { fits: (value) => Number.isFinite(value) && Number(value) > 0, wanted: 'a number above 0' };
/** 0 is often no limit at all. */
const MOST: OptionKind = { fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0, wanted: 'a whole number' };
const TIME: OptionKind = {
  fits: (value) => value === 0 || (typeof value === 'string' && /^(?:0|(?:\d+(?:ms|[smhdwy]))+)$/.test(value)),
  wanted: "a time: '30d'",
};

/** The limits most often set. https://grafana.com/docs/loki/latest/configure/#limits_config */
export const LOKI_NAMED = places({
  ...all(ABOVE_ZERO, ['ingestion_rate_mb', 'ingestion_burst_size_mb']),
  ...all(MOST, ['max_label_names_per_series', 'max_streams_per_user', 'max_global_streams_per_user', 'max_query_series']),
  ...all(MOST, ['max_entries_limit_per_query', 'max_query_parallelism']),
  ...all(TIME, ['max_query_length', 'max_query_lookback', 'max_query_range', 'query_timeout', 'retention_period']),
  ...all(TIME, ['reject_old_samples_max_age', 'creation_grace_period', 'split_queries_by_interval']),
  ...all(SWITCH, ['reject_old_samples', 'allow_structured_metadata', 'volume_enabled']),
});

/** https://grafana.com/docs/tempo/latest/configuration/#overrides */
export const TEMPO_NAMED = places({
  ingestion: group({ rate_limit_bytes: ABOVE_ZERO, burst_size_bytes: ABOVE_ZERO, max_traces_per_user: MOST }),
  global: group({ max_bytes_per_trace: MOST }),
  compaction: group({ block_retention: TIME }),
});

function all(kind: OptionKind, names: readonly string[]): Readonly<Record<string, OptionKind>> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}
