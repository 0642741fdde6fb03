import { grouped } from '../kernel/grouped.ts';
import type { Receiver } from './routing.ts';
import type { Team } from './service.ts';
import type { SeverityLevel, SeverityScale } from './severity.ts';

/** Who else is told of alerts of these levels, when they have been firing for so long. */
export interface Escalation {
  /** Of one channel, the gravest first. */
  readonly levels: readonly SeverityLevel[];
  readonly afterMs: number;
  readonly to: Receiver;
}

interface Single extends Omit<Escalation, 'levels'> {
  readonly level: SeverityLevel;
}

/** How alerts of a team escalate: when, as the level says, else the team; to whom, as the team says, else the level. Levels that agree escalate together. */
export function escalationsOf(team: Team, { levels }: SeverityScale): Escalation[] {
  const single = levels.flatMap((level): Single[] => {
    const afterMs = level.escalate?.afterMs ?? team.escalate?.afterMs;
    const to = team.escalate?.to ?? level.escalate?.to;
    return level.escalate && afterMs !== undefined && to ? [{ level, afterMs, to }] : [];
  });
  const together = grouped(single, ({ afterMs, level, to }) => JSON.stringify([level.to, afterMs, to.name]));
  return [...together.values()].flatMap((ones) => {
    const [first] = ones;
    return first ? [{ levels: ones.map(({ level }) => level), afterMs: first.afterMs, to: first.to }] : [];
  });
}
