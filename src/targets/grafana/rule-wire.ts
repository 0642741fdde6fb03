import { z } from 'zod';
import { canonicalJson, compact } from '../../kernel/canonical.ts';
import { parseDuration } from '../../kernel/duration.ts';

const record = z.record(z.string(), z.unknown());
const texts = z.record(z.string(), z.string());
const query = z.looseObject({
  refId: z.string(),
  datasourceUid: z.string(),
  relativeTimeRange: z.looseObject({ from: z.number(), to: z.number() }).optional(),
  model: record,
});

/** What is read of a rule; the rest is kept to be put back. https://grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning/ */
const rule = z.looseObject({
  uid: z.string(),
  title: z.string(),
  condition: z.string(),
  data: z.array(query),
  noDataState: z.string(),
  execErrState: z.string(),
  for: z.string(),
  keep_firing_for: z.string().nullish(),
  labels: texts.nullish(),
  annotations: texts.nullish(),
  isPaused: z.boolean().optional(),
  notification_settings: z.unknown().optional(),
  record: z.unknown().optional(),
});
export const ruleGroup = z.looseObject({ title: z.string(), folderUid: z.string(), interval: z.number(), rules: z.array(rule) });
export const ruleList = z.array(z.looseObject({ uid: z.string(), folderUID: z.string(), ruleGroup: z.string() }));
export type RuleGroupWire = z.infer<typeof ruleGroup>;
type Rule = z.infer<typeof rule>;

/** What Grafana writes into the model of a query that says nothing of it. */
const OF_EVERY_MODEL: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['intervalMs', 1_000],
  ['maxDataPoints', 43_200],
]);

/** A group without the server's numbers, dates and defaults. The order of rules is kept: they are evaluated in it. */
export function ruleGroupState({ interval, rules }: RuleGroupWire): string {
  return canonicalJson({ interval, rules: rules.map(comparableRule) }, 2);
}

function comparableRule(one: Rule): object {
  const { uid, title, condition, noDataState, execErrState, isPaused } = one;
  return compact({
    uid,
    title,
    condition,
    noDataState,
    execErrState,
    isPaused: isPaused === true || undefined,
    forMs: parseDuration(one.for) ?? one.for,
    keepFiringForMs: (one.keep_firing_for && parseDuration(one.keep_firing_for)) || undefined,
    labels: one.labels ?? {},
    annotations: one.annotations ?? {},
    data: one.data.map(comparableQuery),
    notifies: one.notification_settings ?? undefined,
    records: one.record ?? undefined,
  });
}

function comparableQuery({ refId, datasourceUid, relativeTimeRange, model }: z.infer<typeof query>): object {
  const own = Object.entries(model).filter(([key, value]) => value !== OF_EVERY_MODEL.get(key));
  return compact({ refId, datasourceUid, relativeTimeRange, model: Object.fromEntries(own) });
}

/** A group as it is sent, without what only the server may say. */
export function sentGroup({ title, folderUid, interval, rules }: RuleGroupWire): object {
  const sent = rules.map(({ id: _id, updated: _updated, provenance: _provenance, ...own }) => own);
  return { title, folderUid, interval, rules: sent };
}
