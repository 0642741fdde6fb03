import type { Address } from '../../kernel/address.ts';
import { parseDuration } from '../../kernel/duration.ts';
import { isAlertRule, type RecordingRule } from '../../model/alert.ts';
import type { Dashboard } from '../../model/dashboard.ts';
import type { Derived } from '../../model/derived.ts';
import type { Query } from '../../model/query.ts';
import { everyPanel } from '../every-panel.ts';
import type { AnalysedQuery } from '../queries.ts';

/** Something that asks a query again and again. */
export interface Asker {
  readonly at: Address;
  /** The panel's title; empty of a rule. */
  readonly panel: string;
  readonly everyMs: number;
  /** Moments evaluated each time: 1 of a rule, every point of the graph of a panel. */
  readonly points: number;
}

const EVALUATION_MS = 60_000;
const SCRAPE_MS = 15_000;
/** Points Grafana asks for where a panel is about as wide. https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/#query-options */
const WIDTH = 1000;
const HOUR_MS = 3_600_000;
const SIX_HOURS_MS = 6 * HOUR_MS;

/** Who asks each query. A board that refreshes by itself is counted as if somebody always looked at it. */
export function askersOf(derived: Derived, queries: readonly AnalysedQuery[]): Map<AnalysedQuery, Asker> {
  const evaluationMs = fastestEvaluation(derived);
  const intervals = new Map<string, number>();
  for (const { rules, intervalMs } of derived.groups)
    for (const rule of rules)
      intervals.set(askedAt(rule.query, isAlertRule(rule) ? rule.address : rule.cause), intervalMs ?? evaluationMs);
  const boards = new Map<object, Dashboard>(everyPanel(derived).map(({ panel, dashboard }) => [panel, dashboard]));
  return new Map(
    queries.map((one): [AnalysedQuery, Asker] => {
      const board = one.panel && boards.get(one.panel);
      if (one.panel && board) return [one, { at: board.address, panel: one.panel.title, ...refreshOf(board) }];
      return [
        one,
        { at: one.site.at, panel: '', everyMs: intervals.get(askedAt(one.query, one.site.at)) ?? evaluationMs, points: 1 },
      ];
    }),
  );
}

/** Rules are made again when they are read, so a query is known by what it asks and for whom. */
function askedAt({ text }: Query, at: Address): string {
  return `${at} ${text}`;
}

export function timesAnHour({ everyMs, points }: Pick<Asker, 'everyMs' | 'points'>): number {
  return (HOUR_MS / everyMs) * points;
}

/** The rules a recording definition became. */
export function recordingRulesOf(derived: Derived): readonly RecordingRule[] {
  const own = new Set(derived.estate.recordings.map(({ address }) => address));
  return derived.groups.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule && own.has(rule.cause) ? [rule] : [])));
}

function refreshOf({ settings: { refresh, from } }: Dashboard): Pick<Asker, 'everyMs' | 'points'> {
  const rangeMs = parseDuration(from.replace(/^now-/, '')) ?? SIX_HOURS_MS;
  const stepMs = Math.max(SCRAPE_MS, rangeMs / WIDTH);
  // one that is refreshed by hand: once an hour
  return { everyMs: parseDuration(refresh) || HOUR_MS, points: Math.ceil(rangeMs / stepMs) };
}

function fastestEvaluation({ estate }: Derived): number {
  const all = estate.environments.flatMap(({ servers }) => servers.prometheus?.evaluationIntervalMs ?? []);
  return all.length === 0 ? EVALUATION_MS : Math.min(...all);
}
