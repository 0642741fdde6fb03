/** Of Go's text/template. https://pkg.go.dev/text/template#hdr-Functions */
const BUILT_IN = 'and call eq ge gt html index js le len lt ne not or print printf println slice urlquery';

/** Of Prometheus 3.15. https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
const OF_PROMETHEUS =
  'args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label match now ' +
  'parseDuration pathPrefix query reReplaceAll safeHtml sortByLabel stripDomain stripPort strvalue tableLink title tmpl toDuration ' +
  'toLower toTime toUpper urlQueryEscape value';

/** Every function a template of an alert may call. */
export const TEMPLATE_FUNCTIONS: ReadonlySet<string> = new Set(`${BUILT_IN} ${OF_PROMETHEUS}`.split(' '));

/** The variables Prometheus declares in front of every template; `$` is all of them. */
export const TEMPLATE_VARIABLES: readonly string[] = ['$', '$labels', '$externalLabels', '$externalURL', '$value'];
