import { FREEZE } from '../../derive/budget-policy/names.ts';
import { BURN_RATE, REMAINING } from '../../derive/slo/names.ts';
import { byText } from '../../kernel/canonical.ts';
import type { Sample } from '../servers/answer.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';
import { type GateOdd, type OddQuestion, readOdd } from './odd.ts';

/** How far back the beginning of a freeze is looked for, and how closely. */
const LOOK_BACK = '14d:5m';

/** What the gate is asked about. Nothing named: every SLO that freezes, or that burns where burning matters. */
export interface GateQuestion {
  readonly service: string | undefined;
  readonly slos: readonly string[];
  /** SLOs of which it must be known whether they freeze; one that does not answer is unknown. */
  readonly expected: readonly string[];
  /** Whether an SLO without an answer leaves the gate open. */
  readonly allowMissing: boolean;
  /** An SLO that burns faster than so many times what is allowed, over the last hour, closes the gate. */
  readonly burn?: { readonly most: number; readonly expected: readonly string[] } | undefined;
  /** What was not as before since a deploy closes it too. */
  readonly odd?: OddQuestion | undefined;
}

export interface GateSlo {
  readonly slo: string;
  /** `spent`: nobody knows whether it freezes, and that nothing of its budget is left is known. */
  readonly state: 'open' | 'frozen' | 'burning' | 'spent' | 'unknown';
  /** The share of the error budget that is left; null where nothing is recorded. */
  readonly remaining: number | null;
  /** Times as fast as allowed, over the last hour; null without traffic. Only where it was asked for. */
  readonly burnRate?: number | null;
  /** When the freeze began, to five minutes; null where it is none, or began before what was looked at. */
  readonly since: string | null;
}

export interface GateReport {
  readonly gate: 'open' | 'closed';
  readonly slos: readonly GateSlo[];
  /** Only where it was asked for. */
  readonly odd?: GateOdd;
}

/** Whether deploys may go on, by what the target's Prometheus has recorded. Nothing recorded is no yes. */
export async function readGate(prometheus: PrometheusReader, question: GateQuestion, at = new Date()): Promise<GateReport> {
  const read = { prometheus, question, at };
  const slos = await readSloStates(read);
  const odd = question.odd && (await readOdd(prometheus, question.odd));
  const noneMeant = odd !== undefined && question.burn === undefined && question.expected.length === 0;
  const open = ((noneMeant && slos.length === 0) || slosAllow(slos, question)) && (!odd || oddAllows(odd, question));
  return { gate: open ? 'open' : 'closed', slos, ...(odd && { odd }) };
}

interface Read {
  readonly prometheus: PrometheusReader;
  readonly question: GateQuestion;
  readonly at: Date;
}

async function readSloStates(read: Read): Promise<GateSlo[]> {
  const { prometheus, question, at } = read;
  const { burn, expected } = question;
  const where = selectorOf(question);
  const freezes = await prometheus.instant(`${FREEZE}${where}`, at);
  const burns = burn ? await mostBySlo(read, `${BURN_RATE}${where}`) : new Map<string, number>();
  const keys = [...new Set([...expected, ...(burn?.expected ?? []), ...freezes.map(sloOf), ...burns.keys()])].sort(byText);
  const remaining = await leastBySlo(read, keys);
  const states = keys.map((slo): GateSlo => {
    const [left, rate] = [remaining.get(slo) ?? null, burns.get(slo) ?? null];
    const frozen = frozenState(freezes.filter((one) => sloOf(one) === slo));
    const state = stateOf({ frozen, mustFreeze: expected.includes(slo), left, rate }, burn?.most);
    return { slo, state, remaining: left, ...(burn && { burnRate: rate }), since: null };
  });
  if (!states.some(({ state }) => state === 'frozen')) return states;
  const since = await lastOpen(read, where);
  return states.map((one) => (one.state === 'frozen' ? { ...one, since: timeOf(since.get(one.slo)) } : one));
}

function slosAllow(slos: readonly GateSlo[], { allowMissing }: GateQuestion): boolean {
  if (slos.length === 0) return allowMissing;
  return slos.every((one) => one.state === 'open' || (one.state === 'unknown' && allowMissing));
}

function oddAllows({ anomalies, judged }: GateOdd, { allowMissing }: GateQuestion): boolean {
  return anomalies.length === 0 && (judged > 0 || allowMissing);
}

interface Known {
  readonly frozen: 'open' | 'frozen' | 'unknown';
  readonly mustFreeze: boolean;
  readonly left: number | null;
  readonly rate: number | null;
}

/** Without traffic nothing burns; without a budget nobody knows whether anything does. */
function stateOf({ frozen, left, mustFreeze, rate }: Known, most: number | undefined): GateSlo['state'] {
  if (frozen === 'frozen') return 'frozen';
  if (most !== undefined && rate !== null && rate > most) return 'burning';
  if (frozen === 'unknown' && (mustFreeze || most === undefined)) return left !== null && left <= 0 ? 'spent' : 'unknown';
  return most !== undefined && rate === null && left === null ? 'unknown' : 'open';
}

/** Replicas may each have a series: one that freezes decides. */
function frozenState(samples: readonly Sample[]): Known['frozen'] {
  if (samples.some(({ value }) => value === 1)) return 'frozen';
  return samples.length > 0 && samples.every(({ value }) => value === 0) ? 'open' : 'unknown';
}

async function leastBySlo({ prometheus, at }: Read, keys: readonly string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const found = await prometheus.instant(`min by (slo) (${REMAINING}{slo=~${oneOf(keys)}})`, at);
  return new Map(found.filter(({ value }) => Number.isFinite(value)).map((one) => [sloOf(one), one.value]));
}

/** Endless is a rate too: of an objective that allows nothing. */
async function mostBySlo({ prometheus, at }: Read, series: string): Promise<Map<string, number>> {
  const found = await prometheus.instant(`max by (slo) (${series})`, at);
  return new Map(found.filter(({ value }) => !Number.isNaN(value)).map((one) => [sloOf(one), one.value]));
}

async function lastOpen({ prometheus, at }: Read, where: string): Promise<Map<string, number>> {
  const query = `max by (slo) (max_over_time(timestamp(${FREEZE}${where} == 0)[${LOOK_BACK}]))`;
  const found = await prometheus.instant(query, at);
  return new Map(found.map((one) => [sloOf(one), one.value]));
}

function timeOf(seconds: number | undefined): string | null {
  return seconds === undefined || !Number.isFinite(seconds) ? null : new Date(seconds * 1000).toISOString();
}

function sloOf({ labels }: Sample): string {
  return labels['slo'] ?? '';
}

/** The service is part of an SLO's key, which every recording carries. */
function selectorOf({ service, slos }: GateQuestion): string {
  const matchers = [
    ...(service === undefined ? [] : [`slo=~${JSON.stringify(`${escaped(service)}/.+`)}`]),
    ...(slos.length === 0 ? [] : [`slo=~${oneOf(slos)}`]),
  ];
  return matchers.length === 0 ? '' : `{${matchers.join(', ')}}`;
}

function oneOf(keys: readonly string[]): string {
  return JSON.stringify(keys.map(escaped).join('|'));
}

function escaped(key: string): string {
  return key.replace(/[^A-Za-z0-9/_-]/g, '\\$&');
}
