import type { Estate } from '../model/estate.ts';
import type { Inhibition, LabelMatch, Receiver, Route, Routing } from '../model/routing.ts';
import type { Team } from '../model/service.ts';
import { RECEIVER } from './budget-policy/names.ts';
import { ESCALATED } from './escalations.ts';
import { maintenanceInhibitions } from './maintenance/groups.ts';

const PLAIN = {
  groupBy: undefined,
  groupWaitMs: undefined,
  groupIntervalMs: undefined,
  repeatIntervalMs: undefined,
  active: [],
  mute: [],
  continue: false,
  routes: [],
  origin: undefined,
} as const;

/** The route tree: escalations and what budget policies tell first, then what is written, then each owner's severities; the fallback takes the rest. */
export function deriveRoute(estate: Estate): Route | undefined {
  const { routing } = estate;
  if (!routing) return undefined;
  return {
    ...PLAIN,
    receiver: routing.fallback,
    matchers: [],
    groupBy: routing.groupBy,
    groupWaitMs: routing.groupWaitMs,
    groupIntervalMs: routing.groupIntervalMs,
    repeatIntervalMs: routing.repeatIntervalMs,
    routes: [
      ...escalationRoutes(estate),
      ...budgetRoutes(estate),
      ...(routing.tree ?? [...routing.overrides, ...estate.teams.map((team) => teamRoute(team, routing))]),
    ],
    because: 'the fallback: what no team takes',
    origin: routing.origin,
  };
}

function escalationRoutes(estate: Estate): Route[] {
  const targets = new Map(
    estate.teams.flatMap((team) => (team.escalate ? [[team.escalate.to.name, team.escalate.to] as const] : [])),
  );
  return [...targets.values()].map((receiver) => ({
    ...PLAIN,
    receiver,
    matchers: [equal(ESCALATED, receiver.name)],
    because: `pages nobody answered escalate to ${receiver.name}`,
  }));
}

function budgetRoutes({ budgetPolicies }: Estate): Route[] {
  const actions = budgetPolicies.flatMap(({ slos, states }) => (slos.length > 0 ? states.flatMap((one) => one.actions) : []));
  const receivers = new Set(actions.flatMap((action) => (action.kind === 'notify' ? [action.to] : [])));
  return [...receivers].map((receiver) => ({
    ...PLAIN,
    receiver,
    matchers: [equal(RECEIVER, receiver.name)],
    because: `a budget policy tells ${receiver.name}`,
  }));
}

function teamRoute(team: Team, routing: Routing): Route {
  const child = (severity: string, receiver: Receiver | undefined): Route[] =>
    receiver
      ? [
          {
            ...PLAIN,
            receiver,
            matchers: [equal('severity', severity)],
            because: `${severity} of ${team.name} goes to ${receiver.name}`,
          },
        ]
      : [];
  return {
    ...PLAIN,
    receiver: routing.fallback,
    matchers: [equal('owner', team.name)],
    routes: [...child('critical', team.page), ...child('warning', team.ticket), ...child('info', team.info ?? team.ticket)],
    because: `alerts that ${team.name} owns`,
  };
}

/** A page of an SLO silences its tickets: they tell the same story more slowly. Planned work mutes what it is about. */
export function deriveInhibitions(estate: Estate): Inhibition[] {
  const written = [...maintenanceInhibitions(estate), ...(estate.routing?.inhibitions ?? [])];
  if (!estate.routing || estate.slos.length === 0) return written;
  const groupBy = [...new Set(estate.slos.flatMap((slo) => slo.sli.groupBy))].sort();
  const burn = (severity: string): LabelMatch[] => [equal('alertname', 'SloBurn'), equal('severity', severity)];
  const derived: Inhibition = {
    source: burn('critical'),
    target: burn('warning'),
    equal: ['slo', ...groupBy],
    because: 'a page of an SLO silences its tickets',
    origin: undefined,
  };
  return [derived, ...written];
}

function equal(label: string, value: string): LabelMatch {
  return { label, op: '=', value };
}
