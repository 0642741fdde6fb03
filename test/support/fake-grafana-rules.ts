import { type Answer, type Asked, type Json, type Route, refuse, type Store } from './fake-grafana.ts';

const RULES = /^\/api\/v1\/provisioning\/alert-rules$/;
const RULE = /^\/api\/v1\/provisioning\/alert-rules\/([^/]+)$/;
const GROUP = /^\/api\/v1\/provisioning\/folder\/([^/]+\/rule-groups\/[^/]+)$/;

export const ruleRoutes: readonly Route[] = [
  { method: 'GET', path: RULES, answer: (_, store) => ({ status: 200, body: [...store.rules.values()] }) },
  { method: 'POST', path: RULES, answer: createRule },
  { method: 'GET', path: RULE, answer: readRule },
  { method: 'DELETE', path: RULE, answer: deleteRule },
  { method: 'GET', path: GROUP, answer: readGroup },
  { method: 'PUT', path: GROUP, answer: replaceGroup },
  { method: 'DELETE', path: GROUP, answer: deleteGroup },
];

const NO_FOLDER = refuse(400, 'invalid alert rule: folder does not exist');
const BAD = refuse(400, 'bad request data');
const NOT_FOUND: Answer = { status: 404, body: '' };
const TICK = 10;
const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/;
const UNSAID = { labels: {}, annotations: {}, isPaused: false, keep_firing_for: '0s', notification_settings: null, record: null };

function createRule({ body }: Asked, store: Store): Answer {
  const rule = stored(body, String(body['folderUID']), String(body['ruleGroup']));
  if (!rule) return BAD;
  if (!store.folders.has(rule.folderUID)) return NO_FOLDER;
  if (store.rules.has(rule.uid)) {
    const why = 'UNIQUE constraint failed: alert_rule.org_id, alert_rule.uid';
    const message = `Failed to save alert rule '${rule.uid}' in organization 1 due to conflict: ${why}`;
    return refuse(409, message, { messageId: 'alerting.alert-rule.conflict' });
  }
  store.rules.set(rule.uid, rule);
  return { status: 201, body: rule };
}

function readRule({ uid }: Asked, store: Store): Answer {
  const rule = store.rules.get(uid);
  return rule ? { status: 200, body: rule } : NOT_FOUND;
}

function deleteRule({ uid }: Asked, store: Store): Answer {
  store.rules.delete(uid);
  return { status: 204, body: '' };
}

/** The group of a path, and its rules: a group is there as long as it has one. */
function groupAt(key: string, store: Store) {
  const [folderUid = '', title = ''] = key.split('/rule-groups/');
  const rules = [...store.rules.values()].filter((one) => one.folderUID === folderUid && one.ruleGroup === title);
  return { folderUid, title, rules };
}

function readGroup({ uid }: Asked, store: Store): Answer {
  const { folderUid, title, rules } = groupAt(uid, store);
  if (rules.length === 0) return NOT_FOUND;
  const shown = rules.map((rule) => ({ ...rule, provenance: undefined }));
  return { status: 200, body: { title, folderUid, interval: store.intervals.get(uid) ?? 60, rules: shown } };
}

/** The whole group: a rule that is not sent is gone. */
function replaceGroup({ uid, body }: Asked, store: Store): Answer {
  const { folderUid, title, rules: old } = groupAt(uid, store);
  const interval = Number(body['interval']);
  const sent = (body['rules'] ?? []) as Json[]; // clients send a list
  const rules = sent.map((rule) => stored(rule, folderUid, title));
  if (!rules.every((rule) => rule !== undefined)) return BAD;
  if (!store.folders.has(folderUid)) return NO_FOLDER;
  if (interval <= 0 || interval % TICK !== 0) return offTick(interval);
  for (const one of old) store.rules.delete(one.uid);
  for (const rule of rules) store.rules.set(rule.uid, rule);
  store.intervals.set(uid, interval);
  const answered = rules.map((rule, index) => ({ ...rule, data: queriesOf(sent[index]), provenance: undefined }));
  return { status: 200, body: { title, folderUid, interval, rules: answered } };
}

function offTick(seconds: number): Answer {
  const spoken = seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
  const message = `invalid alert rule: interval (${spoken}) should be non-zero and divided exactly by scheduler interval: ${TICK}`;
  return refuse(400, message);
}

function deleteGroup({ uid }: Asked, store: Store): Answer {
  const { rules } = groupAt(uid, store);
  if (rules.length === 0) return NOT_FOUND;
  for (const rule of rules) store.rules.delete(rule.uid);
  return { status: 204, body: '' };
}

/** As it is read again: with defaults, also in the models of its queries. */
function stored(rule: Json, folderUID: string, ruleGroup: string) {
  const { uid, title } = rule;
  const durations = [rule['for'], rule['keep_firing_for'] ?? '0s'];
  if (typeof uid !== 'string' || typeof title !== 'string') return undefined;
  if (!durations.every((one) => typeof one === 'string' && DURATION.test(one))) return undefined;
  const data = queriesOf(rule).map((query) => ({ ...query, model: { intervalMs: 1000, maxDataPoints: 43200, ...query.model } }));
  return { ...UNSAID, ...rule, uid, title, folderUID, ruleGroup, data, provenance: 'api' };
}

function queriesOf(rule: Json | undefined) {
  const data = (rule?.['data'] ?? []) as { model: Json }[]; // clients send a list of queries
  return data.map((query) => ({ queryType: '', ...query }));
}
