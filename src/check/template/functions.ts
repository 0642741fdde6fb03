/** Of Go's text/template. https://pkg.go.dev/text/template#hdr-Functions */
const BUILT_IN = 'and call eq ge gt html index js le len lt ne not or print printf println slice urlquery';

/** Of Prometheus 3.15. https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
const OF_PROMETHEUS =
  'args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label match now ' +
  'parseDuration pathPrefix query reReplaceAll safeHtml sortByLabel stripDomain stripPort strvalue tableLink title tmpl toDuration ' +
  'toLower toTime toUpper urlQueryEscape value';

/** Of Alertmanager 0.34, asked one by one of `amtool template render`. https://prometheus.io/docs/alerting/latest/notifications/#functions */
const OF_ALERTMANAGER =
  'append date dict humanizeDuration join list match mustToDate now reReplaceAll safeHtml safeUrl since stringSlice title toDate ' +
  'toJson toLower toUpper trimSpace tz urlUnescape';

/** Who fills a template in: what it may call and read. */
export interface TemplateDialect {
  readonly functions: ReadonlySet<string>;
  /** Declared in front of every template; `$` is all of them. */
  readonly variables: readonly string[];
  /** How a value is written, and how a label. */
  readonly value: string;
  readonly label: string;
}

/** Texts of alerts. */
export const PROMETHEUS_TEMPLATES: TemplateDialect = {
  functions: new Set(`${BUILT_IN} ${OF_PROMETHEUS}`.split(' ')),
  variables: ['$', '$labels', '$externalLabels', '$externalURL', '$value'],
  value: '$value',
  label: '$labels.x',
};

/** Texts of notifications. */
export const ALERTMANAGER_TEMPLATES: TemplateDialect = {
  functions: new Set(`${BUILT_IN} ${OF_ALERTMANAGER}`.split(' ')),
  variables: ['$'],
  value: '.Status',
  label: '.CommonLabels.x',
};

/** Functions some Alertmanager we compile for does not have, and the first that has. */
export const TEMPLATE_FUNCTIONS_SINCE: Readonly<Record<string, string>> = { toDate: '0.34', mustToDate: '0.34', now: '0.33' };
