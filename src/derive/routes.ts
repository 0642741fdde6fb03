import { escalationsOf } from '../model/escalation.ts';
import type { Estate } from '../model/estate.ts';
import type { Route } from '../model/routing.ts';
import { RECEIVER } from './budget-policy/names.ts';
import { ESCALATED } from './escalations.ts';
import { oneOf } from './one-of.ts';
import { PLAIN } from './plain-route.ts';
import { afterRemediations, remediationRoutes } from './remediations.ts';
import { teamRoute } from './team-routes.ts';

/** The route tree: what machines answer, escalations and what budget policies tell first, then what is written, then each owner's severities; the fallback takes the rest. */
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
      ...remediationRoutes(estate),
      ...escalationRoutes(estate),
      ...budgetRoutes(estate),
      ...(routing.tree ?? [...routing.overrides, ...estate.teams.map((team) => teamRoute(team, estate, routing.fallback))]),
      ...afterRemediations(estate, routing.fallback),
    ],
    because: 'the fallback: what no team takes',
    origin: routing.origin,
  };
}

function escalationRoutes({ teams, severities }: Estate): Route[] {
  const targets = new Map(teams.flatMap((team) => escalationsOf(team, severities)).map(({ to }) => [to.name, to]));
  return [...targets.values()].map((receiver) => ({
    ...PLAIN,
    receiver,
    matchers: [oneOf(ESCALATED, [receiver.name])],
    because: `pages nobody answered escalate to ${receiver.name}`,
  }));
}

function budgetRoutes({ budgetPolicies }: Estate): Route[] {
  const actions = budgetPolicies.flatMap(({ slos, states }) => (slos.length > 0 ? states.flatMap((one) => one.actions) : []));
  const receivers = new Set(actions.flatMap((action) => (action.kind === 'notify' ? [action.to] : [])));
  return [...receivers].map((receiver) => ({
    ...PLAIN,
    receiver,
    matchers: [oneOf(RECEIVER, [receiver.name])],
    because: `a budget policy tells ${receiver.name}`,
  }));
}
