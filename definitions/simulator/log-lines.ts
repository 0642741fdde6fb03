/** What the services of a scenario log, by the kit's own logger under the clock of the play. */
import { logger } from 'signalbox/runtime';
import { hex, type Random, random } from './random.ts';
import type { LogStatement, Scenario } from './scenario.ts';
import type { Period, Timeline } from './timeline.ts';

export interface LinesOptions {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  /** When the play began. */
  readonly startMs: number;
  /** Lines are written in these only: nobody reads the others. */
  readonly periods: readonly Period[];
}
/** The lines of a stream, oldest first. */
export interface Lines {
  readonly stream: LogStatement['stream'];
  readonly lines: readonly string[];
}

/** Lines of a tick are in order. */
export const TICK_SECONDS = 15;

export function logLines({ scenario, timeline, startMs, periods }: LinesOptions): Lines[] {
  const chance = random(`${scenario.system} logs`);
  const written = new Map<LogStatement['stream'], string[]>();
  for (const { from, to } of periods) {
    for (let at = Math.floor(from / TICK_SECONDS) * TICK_SECONDS; at < to; at += TICK_SECONDS) {
      const due = spokenAt(scenario, timeline, at).flatMap((statement) => moments(statement, at, chance));
      for (const { statement, seconds } of due.sort((a, b) => a.seconds - b.seconds)) {
        const lines = written.get(statement.stream) ?? [];
        written.set(statement.stream, lines);
        const context = { traceId: scenario.trace ?? hex(32, chance), spanId: hex(16, chance), traceFlags: 1 };
        write(statement, new Date(startMs + Math.floor(seconds * 1000)), context, (line) => void lines.push(line));
      }
    }
  }
  return [...written].map(([stream, lines]) => ({ stream, lines }));
}

function spokenAt({ logs = [] }: Scenario, { incidents }: Timeline, at: number): readonly LogStatement[] {
  const during = incidents.filter(({ from, to }) => at >= from && at < to);
  return [...logs, ...during.flatMap(({ incident }) => incident.logs ?? [])];
}

function moments(statement: LogStatement, at: number, chance: Random): { statement: LogStatement; seconds: number }[] {
  const many = chance.count((statement.perMinute * TICK_SECONDS) / 60);
  return Array.from({ length: many }, () => ({ statement, seconds: at + chance.next() * TICK_SECONDS }));
}

interface SpanContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

function write(statement: LogStatement, now: Date, context: SpanContext, out: (line: string) => void): void {
  const { stream, component = stream.service.name, level, message, fields } = statement;
  const trace = { getActiveSpan: () => ({ spanContext: () => context }) };
  logger({ component, stream, level: 'debug', write: out, trace, now: () => now })[level](message, fields);
}
