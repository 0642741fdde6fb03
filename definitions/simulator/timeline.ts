/** When what happens, in seconds since the play began. */
import { mistakesOf } from './mistakes.ts';
import { type Incident, type Scenario, secondsOf } from './scenario.ts';
import type { Statement } from './statement.ts';

export interface Period {
  readonly from: number;
  readonly to: number;
}
export interface PlayedIncident extends Period {
  readonly incident: Incident;
}
export interface Timeline {
  readonly quiet: Period;
  readonly incidents: readonly PlayedIncident[];
  /** The last moment anything is judged at. */
  readonly end: number;
}

const QUIET = '1h';
/** After an incident, in which what holds for a while may still fire. */
export const GRACE_SECONDS = 900;

/** Throws where the scenario cannot be played, with everything that is wrong. */
export function timelineOf(scenario: Scenario): Timeline {
  const mistakes = mistakesOf(scenario);
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  const { history, quiet = QUIET, incidents } = scenario;
  const start = secondsOf(history);
  const calm = { from: start, to: start + secondsOf(quiet) };
  const played = incidents.map((incident) => {
    const from = calm.to + secondsOf(incident.at);
    return { incident, from, to: from + secondsOf(incident.for) };
  });
  return { quiet: calm, incidents: played, end: Math.max(calm.to, ...played.map(({ to }) => to)) + GRACE_SECONDS };
}

/** A statement, and since when it holds. */
export interface Active {
  readonly statement: Statement;
  readonly since: number;
}

/** The later one counts. */
export function activeAt({ ordinary }: Scenario, { incidents }: Timeline, at: number): readonly Active[] {
  const during = incidents.filter(({ from, to }) => at >= from && at < to);
  return [
    ...ordinary.map((statement) => ({ statement, since: 0 })),
    ...during.flatMap(({ incident: { what = [] }, from }) => what.map((statement) => ({ statement, since: from }))),
  ];
}

/** The moments at which what holds may change. */
export function changesOf({ incidents }: Timeline): readonly number[] {
  return [...new Set([0, ...incidents.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
}
