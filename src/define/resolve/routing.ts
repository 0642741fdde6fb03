import { type Address, addressOf, ESTATE } from '../../kernel/address.ts';
import type { Inhibition, LabelMatch, Receiver, Route, Routing, TimeInterval } from '../../model/routing.ts';
import type { SeverityScale } from '../../model/severity.ts';
import { matchOf } from '../matcher-of.ts';
import type { Inhibition as AuthoredInhibition, Route as AuthoredRoute, AuthoredRouting, When } from '../routing.ts';
import type { AuthoredReceiver } from '../team.ts';
import { durationIn, missing, type Report } from './report.ts';
import { severityIn } from './severity.ts';
import { type Receivers, resolveReceiver } from './teams.ts';

const GROUP_BY = ['alertname', 'service'];

export function resolveRouting(authored: readonly AuthoredRouting[], known: Omit<At, 'address'>): Routing | undefined {
  const [one, ...others] = authored;
  const { report } = known;
  const address = addressOf(ESTATE, 'routing', 'routing');
  for (const other of others) {
    report.error('routing/several', address, 'There are two `routing` definitions; Alertmanager has one tree.', {
      origin: other,
      fix: 'join them',
    });
  }
  if (!one) return undefined;
  if (!one.fallback) missing('fallback', address, one, report);
  const at = { address, ...known };
  return {
    address,
    name: 'routing',
    origin: one,
    fallback: receiverAt(one.fallback, at),
    groupBy: one.groupBy ?? GROUP_BY,
    groupWaitMs: durationIn(one.wait, 30_000, 'wait', address, one, report),
    groupIntervalMs: durationIn(one.interval, 300_000, 'interval', address, one, report),
    repeatIntervalMs: durationIn(one.repeat, 4 * 3_600_000, 'repeat', address, one, report),
    overrides: (one.overrides ?? []).map((route) => override(route, at)),
    inhibitions: (one.inhibit ?? []).map((rule) => inhibition(rule, at)),
  };
}

interface At {
  readonly address: Address;
  readonly receivers: Receivers;
  readonly intervals: ReadonlyMap<object, TimeInterval>;
  readonly scale: SeverityScale;
  readonly report: Report;
}

function receiverAt(to: unknown, at: At): Receiver {
  const authored = (to ?? { kind: 'receiver', name: 'nobody', channel: undefined }) as AuthoredReceiver; // the type of `to` is Receiver
  return resolveReceiver(authored, at.receivers, at.report);
}

function override(route: AuthoredRoute, at: At): Route {
  if (!route.to) missing('to', at.address, route, at.report);
  const interval = (authored: object | undefined): TimeInterval[] => {
    const found = authored && at.intervals.get(authored);
    return found ? [found] : [];
  };
  const matchers = matchersOf(route.when, route, at);
  return {
    receiver: receiverAt(route.to, at),
    matchers,
    groupBy: route.groupBy,
    groupWaitMs: undefined,
    groupIntervalMs: undefined,
    repeatIntervalMs: undefined,
    active: interval(route.active),
    mute: interval(route.mute),
    continue: route.continue ?? false,
    routes: [],
    because: `an override: ${matchers.map(({ label, op, value }) => `${label}${op}${value}`).join(', ')}`,
    origin: route,
  };
}

function inhibition(rule: AuthoredInhibition, at: At): Inhibition {
  if (rule.equal.length === 0) {
    at.report.error('inhibition/no-equal', at.address, 'Without `equal`, one alert anywhere silences the others everywhere.', {
      origin: rule,
      fix: "name the labels both must share: equal: ['cluster']",
    });
  }
  return {
    source: matchersOf(rule.while, rule, at),
    target: matchersOf(rule.silence, rule, at),
    equal: rule.equal,
    because: 'written',
    origin: rule,
  };
}

/** Alertmanager's matchers of a `when`. */
function matchersOf(when: When, origin: object, { address, scale, report }: At): LabelMatch[] {
  const known: Record<string, string | undefined> = {
    alertname: when.alert?.name,
    owner: when.team?.name,
    service: when.service?.name ?? when.alert?.service?.name,
    severity: when.severity === undefined ? undefined : severityIn(when.severity, scale, address, origin, report),
    slo: when.slo && `${when.slo.service?.name}/${when.slo.name}`,
  };
  const exact = Object.entries(known).flatMap(([label, value]) =>
    value === undefined ? [] : [{ label, op: '=' as const, value }],
  );
  const written = Object.entries(when.labels ?? {}).map(([label, match]) => ({ label, ...matchOf(match) }));
  return [...exact, ...written];
}
