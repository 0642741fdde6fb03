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

/** How alerts of a team escalate: when, as the level says, else the team; to whom, as the team says, else the level. Levels that agree escalate together. */
export function escalationsOf(team: Team, { levels }: SeverityScale): Escalation[] {
  const found = new Map<string, Escalation>();
  for (const level of levels) {
    const afterMs = level.escalate?.afterMs ?? team.escalate?.afterMs;
    const to = team.escalate?.to ?? level.escalate?.to;
    if (!level.escalate || afterMs === undefined || !to) continue;
    const key = JSON.stringify([level.to, afterMs, to.name]);
    found.set(key, { levels: [...(found.get(key)?.levels ?? []), level], afterMs, to });
  }
  return [...found.values()];
}
