import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { optionsOf } from '../options.ts';
import type { RemediationAction, RemediationAlert, RemediationAudit, RemediationRecord } from './action.ts';
import { bodyOf } from './body.ts';
import { type Gatekeeper, gatekeeper, type Verdict } from './gatekeeper.ts';
import { payloadOf } from './payload.ts';
import { runAction } from './run-action.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const BODY_TIMEOUT_MS = 10_000;

export interface RemediationOptions {
  readonly actions: readonly RemediationAction[];
  /** What Alertmanager sends as `Authorization: Bearer …`. Not empty. */
  readonly token: string;
  /** Keeps every decision. Where it fails, nothing is run. */
  readonly audit: RemediationAudit;
  /** @default the time of this machine */
  readonly clock?: () => Date;
  /** @default 1 MiB */
  readonly maxBodyBytes?: number;
  /** @default 10 seconds */
  readonly bodyTimeoutMs?: number;
}

export interface RemediationHandler {
  (request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** When nothing runs any more: to wait for before a process ends. */
  settled(): Promise<void>;
}

/**
 * Answers Alertmanager's webhook by running declared actions: for `node:http`, on whatever path you route to it. It answers once it has
 * decided (202 with what it decided) and goes on by itself. Each firing is answered once; nothing runs unless `dryRun: false` is set.
 * Never throws. Throws when it is made with an empty token, which would let everybody in.
 */
export function remediationHandler(options: RemediationOptions): RemediationHandler {
  const { token } = optionsOf('remediationHandler', options);
  if (typeof token !== 'string') throw new TypeError('remediationHandler: the token is no text');
  if (token.trim() === '') throw new TypeError('remediationHandler: the token is empty');
  const clock = options.clock ?? (() => new Date());
  const keepers = new Map(options.actions.map((action) => [action, gatekeeper(action, () => clock().getTime())]));
  const running = new Set<Promise<void>>();
  const session: Session = { options, clock, keepers, running };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answer(session, request, response);
    } catch {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };
  const settled = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };
  return Object.assign(handle, { settled });
}

interface Session {
  readonly options: RemediationOptions;
  readonly clock: () => Date;
  readonly keepers: ReadonlyMap<RemediationAction, Gatekeeper>;
  readonly running: Set<Promise<void>>;
}

async function answer(session: Session, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { token, maxBodyBytes = MAX_BODY_BYTES, bodyTimeoutMs = BODY_TIMEOUT_MS } = session.options;
  const refuse = async (status: number, why: string): Promise<void> => {
    // a body that was not read to its end would be taken for the next request
    response.writeHead(status, { connection: 'close' }).end();
    await write(session, undefined, '', { decision: 'rejected', why });
  };
  if (request.method !== 'POST') return refuse(405, 'not a POST');
  if (!isBearer(request.headers.authorization, token)) return refuse(401, 'the token is wrong or missing');
  const body = await bodyOf(request, { maxBytes: maxBodyBytes, timeoutMs: bodyTimeoutMs });
  if ('refused' in body)
    return refuse(body.refused, body.refused === 413 ? 'the body is too large' : 'the body did not end in time');
  const payload = payloadOf(body.text);
  if (!payload) return refuse(400, 'the body is not what Alertmanager sends');
  const firing = payload.alerts.filter(({ status }) => status === 'firing');
  const decided: object[] = [];
  for (const alert of firing) decided.push(...(await decide(session, alert, firing.length + payload.truncatedAlerts)));
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ decided }));
}

/** Compared by their digests: as long for a token that is nearly right. */
function isBearer(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}

async function decide(session: Session, alert: RemediationAlert, alerts: number): Promise<object[]> {
  const name = alert.labels['alertname'] ?? '';
  const meant = [...session.keepers].filter(([{ on }]) => on.some((one) => isAnswered(one, alert)));
  if (meant.length === 0) await write(session, alert, '', { decision: 'no-action', why: 'no action is declared for it' });
  const decided: object[] = [];
  for (const [action, keeper] of meant) {
    const verdict = await keeper.judge(alert, alerts);
    const written = await write(session, alert, action.name, verdict);
    decided.push({ action: action.name, alert: name, fingerprint: alert.fingerprint, decision: verdict.decision });
    if (verdict.decision !== 'started') continue;
    if (written) start(session, action, keeper, alert);
    else keeper.ended();
  }
  return decided;
}

function isAnswered(one: RemediationAction['on'][number], { labels }: RemediationAlert): boolean {
  if (typeof one === 'string') return one === labels['alertname'];
  return one.name === labels['alertname'] && (one.service === undefined || one.service.name === labels['service']);
}

function start(session: Session, action: RemediationAction, keeper: Gatekeeper, alert: RemediationAlert): void {
  const run = async (): Promise<void> => {
    const verdict = await runAction(action, alert);
    keeper.ended();
    await write(session, alert, action.name, verdict);
  };
  const work: Promise<void> = run().finally(() => session.running.delete(work));
  session.running.add(work);
}

/** Whether it could be written down. */
async function write(
  { options, clock }: Session,
  alert: RemediationAlert | undefined,
  action: string,
  { decision, why }: Verdict,
): Promise<boolean> {
  const { fingerprint = '', startsAt = '', labels = {} } = alert ?? {};
  const record: RemediationRecord = {
    at: clock().toISOString(),
    decision,
    action,
    alert: labels['alertname'] ?? '',
    fingerprint,
    startsAt,
    why,
  };
  try {
    await options.audit(record);
    return true;
  } catch {
    return false;
  }
}
