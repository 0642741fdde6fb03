import { inApplyOrder, type KindOrder } from './apply-order.ts';
import type { Before, Change, Plan } from './change.ts';
import { diffStates } from './diff-states.ts';
import { hazardOf } from './hazard.ts';
import { fingerprintOf, keyOf, type Observation, type Observed, type Wanted } from './observation.ts';

/** What to do so that the servers hold exactly what is wanted. Nobody else's object is touched: it is left alone, or refused. */
export function makePlan(
  wanted: readonly Wanted[],
  observation: Observation,
  kinds: readonly KindOrder[],
  left: Plan['left'] = [],
): Plan {
  const found = new Map(observation.found.map((one) => [keyOf(one), one]));
  const keys = new Set(wanted.map(keyOf));
  const changes = [
    ...wanted.map((one) => changeFor(one, found.get(keyOf(one)))),
    ...observation.found.filter((one) => one.owner === 'ours' && !one.shared && !keys.has(keyOf(one))).map(deletionOf),
  ];
  return {
    target: observation.target,
    environment: observation.environment,
    changes: inApplyOrder(changes, kinds),
    fingerprint: fingerprintOf(observation, wanted),
    left,
  };
}

function changeFor(after: Wanted, now: Observed | undefined): Change {
  const { id, server, kind } = after;
  const about = { id, server, kind, because: after.from };
  if (!now) return { ...about, action: 'create', hazard: hazardOf(server, kind, 'create'), after };
  const before = beforeOf(now);
  if (now.owner === 'foreign') {
    const reason = 'something that is not ours stands there: rename it, or remove it by hand';
    return { ...about, action: 'refuse', hazard: 'none', before, after, reason };
  }
  const same = now.state === after.state;
  if (same && now.place === after.place) return { ...about, action: 'keep', hazard: 'none', before, after };
  const action = now.place === after.place ? 'update' : 'move';
  return { ...about, action, hazard: hazardOf(server, kind, action), before, after, diff: diffStates(now.state, after.state) };
}

function deletionOf(now: Observed): Change {
  const { id, server, kind } = now;
  return { id, server, kind, because: [], action: 'delete', hazard: hazardOf(server, kind, 'delete'), before: beforeOf(now) };
}

function beforeOf({ revision, place, drifted }: Observed): Before {
  return { revision, place, drifted };
}
