import { grouped } from '../../kernel/grouped.ts';
import { isAlertRule, type RecordingRule, type RuleGroup } from '../../model/alert.ts';
import { canMeet, readsOf } from './reads.ts';

type Rules = RuleGroup['rules'];

/**
 * A group as groups of at most so many rules. Rules that read each other stay together where they fit; more of them are cut in the order
 * they are evaluated in, so that a rule comes after what it reads, at the cost of one interval. The first part keeps the name.
 */
export function splitGroup(group: RuleGroup, limit: number): readonly RuleGroup[] {
  if (group.rules.length <= limit || !(limit >= 1)) return [group]; // a limit that is none is told where it is written
  const parts = packed(
    families(group.rules).map((family) => cut(family, limit)),
    limit,
  );
  return parts.map((places, index) => ({
    ...group,
    name: index === 0 ? group.name : `${group.name}-${index + 1}`,
    rules: places.flatMap((place) => group.rules[place] ?? []),
  }));
}

/** Places of rules that read each other, directly or over others; each in the order of the group. */
function families(rules: Rules): (readonly number[])[] {
  const leader = rules.map((_, place) => place);
  const leaderOf = (place: number): number => {
    const above = leader[place] ?? place;
    return above === place ? place : leaderOf(above);
  };
  const records = recordsOf(rules);
  rules.forEach((rule, place) => {
    for (const read of readsOf(rule)) {
      for (const [other, recording] of records.get(read.name) ?? []) {
        const [a, b] = [leaderOf(place), leaderOf(other)];
        if (a !== b && canMeet(recording, read)) leader[Math.max(a, b)] = Math.min(a, b);
      }
    }
  });
  const places = rules.map((_, place) => place);
  return [...grouped(places, leaderOf).values()];
}

type Placed = readonly [place: number, rule: RecordingRule];

function recordsOf(rules: Rules): ReadonlyMap<string, readonly Placed[]> {
  const placed = rules.flatMap((rule, place): Placed[] => (isAlertRule(rule) ? [] : [[place, rule]]));
  return grouped(placed, ([, { record }]) => record);
}

function cut(places: readonly number[], limit: number): number[][] {
  const parts: number[][] = [];
  for (let from = 0; from < places.length; from += limit) parts.push(places.slice(from, from + limit));
  return parts;
}

/** Each into the first that has room, so that there are few groups, and never before the part of its family that it reads. */
function packed(families: readonly (readonly (readonly number[])[])[], limit: number): number[][] {
  const full: number[][] = [];
  for (const parts of families) {
    let from = 0;
    for (const part of parts) {
      const room = full.findIndex((one, index) => index >= from && one.length + part.length <= limit);
      from = room === -1 ? full.length : room;
      full[from] = [...(full[from] ?? []), ...part];
    }
  }
  return full.map((places) => places.sort((a, b) => a - b));
}
