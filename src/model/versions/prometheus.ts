import type { Change } from './change.ts';

const MIGRATION = 'https://prometheus.io/docs/prometheus/latest/migration/';
const CONFIG = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/';
const FLAGS = 'https://prometheus.io/docs/prometheus/latest/command-line/prometheus/';

export const PROMETHEUS_CHANGES = {
  agentFlag: {
    since: '3.0',
    differs: 'An agent is started with --agent; before, with --enable-feature=agent.',
    does: 'The first lines of prometheus.yml name the flag of the version.',
    byHand: 'Start the agent with the other flag.',
    source: MIGRATION,
  },
  expandedLabels: {
    since: '3.0',
    differs: 'Variables of the environment (`$NAME`) are put into external labels; before, only with a feature flag.',
    does: 'Doubles `$` in external labels from 3.0 on, so that they arrive as written.',
    byHand: 'Drop --enable-feature=expand-external-labels, which older servers may have been given.',
    source: MIGRATION,
  },
  utf8Names: {
    since: '3.0',
    differs: 'Names of metrics and labels may hold any UTF-8 character, written in quotes.',
    does: 'A quoted name in a query is an error (`promql/too-new`) where the oldest Prometheus of the estate does not read it.',
    source: MIGRATION,
  },
  bucketBounds: {
    since: '3.0',
    differs: 'Labels `le` and `quantile` of whole numbers are stored as floats: `le="1"` is `le="1.0"`.',
    does: 'Queries of objectives match either form (`le=~"1(\\.0)?"`), so a window over the upgrade is right.',
    byHand: 'Look at queries of your own that name a whole bucket, and at Alertmanager matchers on `le`.',
    source: `${MIGRATION}#le-and-quantile-label-values`,
  },
  leftOpenRanges: {
    since: '3.0',
    differs: 'A range no longer holds the sample that lies exactly on its left end.',
    does: 'Nothing: windows of objectives are sums of what each evaluation counted, which either reads alike.',
    byHand:
      'Look at ranges of your own that are as short as one scrape: `x[30s]` scraped every 30 s has one sample, and no rate.',
    source: `${MIGRATION}#range-selectors-and-lookback-exclude-samples-coinciding-with-the-left-boundary`,
  },
  newlines: {
    since: '3.0',
    differs: '`.` in a regular expression of a matcher matches line ends too.',
    does: 'Nothing: no matcher of ours is written for values with line ends.',
    byHand: 'Write `[^\\n]` for `.` where a label may hold line ends.',
    source: MIGRATION,
  },
  contentType: {
    since: '3.0',
    differs: 'A target that names no content type, or a wrong one, is not scraped unless fallback_scrape_protocol says how.',
    does: 'Nothing: `signalbox/runtime` and prom-client name theirs.',
    byHand: 'Ask each target for its Content-Type before the upgrade: `curl -I`.',
    source: MIGRATION,
  },
  downgrade: {
    since: '3.0',
    differs: 'Its store is read by 2.55 and newer only.',
    does: 'Nothing.',
    byHand: 'Upgrade to 2.55 first: from 3.x one can go back to it, and to nothing older.',
    source: MIGRATION,
  },
  alertmanagerV1: {
    since: '3.0',
    differs: 'It speaks to Alertmanager in API v2 only.',
    does: 'Nothing: v2 is what is written for every line.',
    byHand: 'Alertmanager has to be 0.16 or newer; drop api_version: v1 from files of your own.',
    source: MIGRATION,
  },
  nativeHistograms: {
    since: '3.8',
    differs:
      'scrape_native_histograms of a scrape turns native histograms on; before, --enable-feature=native-histograms did for all.',
    does: 'Writes the setting from 3.8 on; before, the first lines of prometheus.yml name the flag.',
    byHand:
      'Start an older server with --enable-feature=native-histograms where a service has native histograms; drop the flag from 3.9 on.',
    source: `${CONFIG}#scrape_config`,
  },
  retentionInFile: {
    since: '3.11',
    differs:
      'storage.tsdb.retention stands in prometheus.yml. Where older versions read it, they keep data a million times longer than written.',
    does: 'Writes it from 3.11 on; before, the first lines of prometheus.yml name --storage.tsdb.retention.time.',
    byHand: 'Drop --storage.tsdb.retention.time when upgrading, and start an older server with it.',
    source: 'https://github.com/prometheus/prometheus/pull/18200',
  },
  logLevel: {
    since: '3.15',
    differs: '--log.level is deprecated: runtime.log_level in prometheus.yml takes its place.',
    does: 'Nothing: it writes neither.',
    byHand: 'Drop the flag before it is gone.',
    source: FLAGS,
  },
} as const satisfies Readonly<Record<string, Change>>;
