/** `signalbox`: what definitions are written with. */

export { absent } from './alerts/absent.ts';
export { alert } from './alerts/alert.ts';
export { composite } from './alerts/anomaly/composite.ts';
export { iqr } from './alerts/anomaly/iqr.ts';
export { levelShift } from './alerts/anomaly/level-shift.ts';
export { rateOfChange } from './alerts/anomaly/rate-of-change.ts';
export { seasonal } from './alerts/anomaly/seasonal.ts';
export { zScore } from './alerts/anomaly/z-score.ts';
export { anomaly } from './alerts/anomaly.ts';
export { correlation } from './alerts/correlation.ts';
export { health } from './alerts/health.ts';
export type { AlertRule } from './alerts/kind.ts';
export { pattern } from './alerts/pattern.ts';
export { percentile } from './alerts/percentile.ts';
export { threshold } from './alerts/threshold.ts';
export { trend } from './alerts/trend.ts';
export { version } from './alerts/version.ts';
export { component, componentHealth } from './authored/component-health.ts';
export { number, oneOf, text, traceId } from './authored/label.ts';
export { logql, logs } from './authored/log.ts';
export { counter, gauge, histogram, info, stateSet, summary } from './authored/metric.ts';
export { adaptive, confidence, rateLimited } from './authored/process-sampling.ts';
export {
  avg,
  count,
  histogramQuantile,
  increase,
  labels,
  max,
  min,
  promql,
  quantile,
  rate,
  ratio,
  sum,
  topk,
} from './authored/query.ts';
export { head, importance, tail } from './authored/sampling.ts';
export { not } from './authored/selection.ts';
export { traceql } from './authored/trace.ts';
export { $__interval, $__range, $__rate_interval } from './authored/windows.ts';
export { catalogue } from './catalogues/catalogue.ts';
export { envoy } from './catalogues/envoy.ts';
export { haproxy } from './catalogues/haproxy.ts';
export { hostMetrics } from './catalogues/hostmetrics.ts';
export { nginx } from './catalogues/nginx.ts';
export { nodeExporter } from './catalogues/node-exporter.ts';
export { nodeProcess } from './catalogues/prom-client.ts';
export { redisExporter } from './catalogues/redis-exporter.ts';
export { auditFile, auditLoki } from './define/audit.ts';
export { boards } from './define/boards.ts';
export { budget } from './define/budget.ts';
export { budgetPolicy, freezeDeploys, notify, state, throttle } from './define/budget-policy.ts';
export { builtDashboard } from './define/built-dashboard.ts';
export { calendar } from './define/calendar.ts';
export { coverage, delivered, notDelivered } from './define/coverage.ts';
export { dashboard, dashboardLink, section } from './define/dashboard.ts';
export { annotation, taggedAnnotation } from './define/dashboard-annotations.ts';
export {
  adhocFilters,
  choices,
  constant,
  datasourceVariable,
  groupByLabels,
  intervals,
  labelValues,
  queryVariable,
  switchVariable,
  textbox,
} from './define/dashboard-variables.ts';
export { alertmanager, environment, grafana, prometheus } from './define/environment.ts';
export { folder } from './define/folder.ts';
export { kubernetes } from './define/kubernetes.ts';
export { maintenance } from './define/maintenance.ts';
export { mimir } from './define/mimir.ts';
export { mimirServer } from './define/mimir-server.ts';
export { policy } from './define/policy.ts';
export { recording } from './define/recording.ts';
export { remediation } from './define/remediation.ts';
export { routeTest } from './define/route-test.ts';
export { inhibit, route, routing } from './define/routing.ts';
export { scaling } from './define/scaling.ts';
export { collector, loki, tempo } from './define/servers-telemetry.ts';
export { service } from './define/service.ts';
export { serviceAccount } from './define/service-account.ts';
export { severities, severity } from './define/severity.ts';
export { slo, tier } from './define/slo.ts';
export { azureBlob, filesystem, gcs, s3 } from './define/stores.ts';
export { suppress } from './define/suppression.ts';
export { system } from './define/system.ts';
export { api, files, git, kubeconfig, target } from './define/target.ts';
export { nobody, team } from './define/team.ts';
export { traces } from './define/telemetry.ts';
export { tenant } from './define/tenant.ts';
export { timeInterval } from './define/time-interval.ts';
export { awsXray } from './exporters/aws-x-ray.ts';
export { azureMonitor } from './exporters/azure-monitor.ts';
export { consoleExporter } from './exporters/console.ts';
export { elasticsearch } from './exporters/elasticsearch.ts';
export { fileExporter } from './exporters/file.ts';
export { googleCloud } from './exporters/google-cloud.ts';
export { jaeger } from './exporters/jaeger.ts';
export { otlp } from './exporters/otlp.ts';
export { prometheusRemoteWrite } from './exporters/prometheus-remote-write.ts';
export { s3Archive } from './exporters/s3-archive.ts';
export { secret } from './kernel/secret.ts';
export { panel } from './panels/kinds.ts';
export { libraryPanel } from './panels/library-panel.ts';
export { discord } from './receivers/discord.ts';
export { email } from './receivers/email.ts';
export { incidentio } from './receivers/incidentio.ts';
export { jira } from './receivers/jira.ts';
export { mattermost } from './receivers/mattermost.ts';
export { msteams } from './receivers/msteams.ts';
export { msteamsConnector } from './receivers/msteams-connector.ts';
export { opsgenie } from './receivers/opsgenie.ts';
export { pagerduty } from './receivers/pagerduty.ts';
export { pushover } from './receivers/pushover.ts';
export { rocketchat } from './receivers/rocketchat.ts';
export { slack } from './receivers/slack.ts';
export { sns } from './receivers/sns.ts';
export { telegram } from './receivers/telegram.ts';
export { victorops } from './receivers/victorops.ts';
export { webex } from './receivers/webex.ts';
export { webhook } from './receivers/webhook.ts';
export { wechat } from './receivers/wechat.ts';
export { allOf } from './sli/all-of.ts';
export { anyOf } from './sli/any-of.ts';
export { events } from './sli/events.ts';
export { freshness } from './sli/freshness.ts';
export { fromLogs } from './sli/from-logs.ts';
export { fromSpans } from './sli/from-spans.ts';
export { latency } from './sli/latency.ts';
export { level } from './sli/level.ts';
export { probe } from './sli/probe.ts';
export { rawRatio } from './sli/raw-ratio.ts';
export { throughput } from './sli/throughput.ts';
export { timeSlices } from './sli/time-slices.ts';
export { weighted } from './sli/weighted.ts';
