import { FREEZE } from '../derive/budget-policy/names.ts';
import { REMAINING } from '../derive/slo/names.ts';
import { byText } from '../kernel/canonical.ts';
import type { HttpReader } from '../targets/http.ts';
import { instantQuery, type Sample } from './instant-query.ts';

/** How far back the beginning of a freeze is looked for, and how closely. */
const LOOK_BACK = '14d:5m';

/** What the gate is asked about. Nothing named: every SLO that freezes. */
export interface GateQuestion {
  readonly service: string | undefined;
  readonly slos: readonly string[];
  /** SLOs that must answer; one that does not is unknown. */
  readonly expected: readonly string[];
  /** Whether an SLO without an answer leaves the gate open. */
  readonly allowMissing: boolean;
}

export interface GateSlo {
  readonly slo: string;
  readonly state: 'open' | 'frozen' | 'unknown';
  /** The share of the error budget that is left; null where nothing is recorded. */
  readonly remaining: number | null;
  /** When the freeze began, to five minutes; null where it is none, or began before what was looked at. */
  readonly since: string | null;
}

export interface GateReport {
  readonly gate: 'open' | 'closed';
  readonly slos: readonly GateSlo[];
}

/** Whether deploys may go on, by what the target's Prometheus has recorded. Nothing recorded is no yes. */
export async function readGate(client: HttpReader, question: GateQuestion): Promise<GateReport> {
  const where = selectorOf(question);
  const freezes = await instantQuery(client, `${FREEZE}${where}`);
  const keys = [...new Set([...question.expected, ...freezes.map(sloOf)])].sort(byText);
  const remaining = await leastBySlo(client, keys);
  const states = new Map(keys.map((key) => [key, stateOf(freezes.filter((one) => sloOf(one) === key))]));
  const since = [...states.values()].includes('frozen') ? await lastOpen(client, where) : new Map<string, number>();
  const slos = keys.map((slo) => {
    const state = states.get(slo) ?? 'unknown';
    return { slo, state, remaining: remaining.get(slo) ?? null, since: state === 'frozen' ? timeOf(since.get(slo)) : null };
  });
  return { gate: isOpen(slos, question) ? 'open' : 'closed', slos };
}

function isOpen(slos: readonly GateSlo[], { allowMissing }: GateQuestion): boolean {
  if (slos.length === 0) return allowMissing;
  return slos.every(({ state }) => state === 'open' || (state === 'unknown' && allowMissing));
}

/** Replicas may each have a series: one that freezes decides. */
function stateOf(samples: readonly Sample[]): GateSlo['state'] {
  if (samples.some(({ value }) => value === 1)) return 'frozen';
  return samples.length > 0 && samples.every(({ value }) => value === 0) ? 'open' : 'unknown';
}

async function leastBySlo(client: HttpReader, keys: readonly string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const found = await instantQuery(client, `min by (slo) (${REMAINING}{slo=~${oneOf(keys)}})`);
  return new Map(found.filter(({ value }) => Number.isFinite(value)).map((one) => [sloOf(one), one.value]));
}

async function lastOpen(client: HttpReader, where: string): Promise<Map<string, number>> {
  const found = await instantQuery(client, `max by (slo) (max_over_time(timestamp(${FREEZE}${where} == 0)[${LOOK_BACK}]))`);
  return new Map(found.map((one) => [sloOf(one), one.value]));
}

function timeOf(seconds: number | undefined): string | null {
  return seconds === undefined || !Number.isFinite(seconds) ? null : new Date(seconds * 1000).toISOString();
}

function sloOf({ labels }: Sample): string {
  return labels['slo'] ?? '';
}

function selectorOf({ service, slos }: GateQuestion): string {
  const matchers = [
    ...(service === undefined ? [] : [`service=${JSON.stringify(service)}`]),
    ...(slos.length === 0 ? [] : [`slo=~${oneOf(slos)}`]),
  ];
  return matchers.length === 0 ? '' : `{${matchers.join(', ')}}`;
}

function oneOf(keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => key.replace(/[^A-Za-z0-9/_-]/g, '\\$&')).join('|'));
}
