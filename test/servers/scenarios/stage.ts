/** A play on real servers: what the definitions compile to, what was simulated, what fired, and what can be asked. */
import * as definitions from '../../../definitions/index.ts';
import { logLines } from '../../../definitions/simulator/log-lines.ts';
import { OF_A_SCRAPE, play } from '../../../definitions/simulator/play.ts';
import { keyOf, metricsOf, type Scenario, secondsOf } from '../../../definitions/simulator/scenario.ts';
import { GRACE_SECONDS, type Period, type Timeline } from '../../../definitions/simulator/timeline.ts';
import { ESTATE } from '../../../src/kernel/address.ts';
import type { Dashboard } from '../../../src/model/dashboard.ts';
import { compileModule } from '../../../src/program.ts';
import { evaluateRules, type Fired, type Ground } from './evaluate.ts';
import { linesMissing, lokiWith } from './log-servers.ts';
import { merged, needsOf } from './needs.ts';
import { remoteWrite } from './remote-write.ts';
import { type Rule, rulesOf } from './rules.ts';
import { startPrometheus } from './servers.ts';

/** A Monday in spring, so that every run is the same. */
export const START_MS = Date.parse('2026-03-02T00:00:00Z');
export const SCRAPE_SECONDS = 15;
const EVALUATION_SECONDS = { prometheus: 30, loki: 60 } as const;
const MEMORY = '2h';
/** How much of the quiet period and of each incident boards are asked about, up to its end. */
const LOOKED_SECONDS = 1_800;
const BEFORE_SECONDS = 600;

export interface Stage {
  readonly rules: readonly Rule[];
  readonly dashboards: readonly Dashboard[];
  readonly ground: Ground;
  readonly fired: readonly Fired[];
  /** Of those that were written, how many did not come to Loki. */
  readonly linesLost: number;
  /** How long that was, for whoever reads the output. */
  readonly took: string;
}

/** `also`: what is to be ended with the stage, as it is started. */
export async function staged(scenario: Scenario, timeline: Timeline, also: (end: () => Promise<void>) => void): Promise<Stage> {
  const { rules, dashboards } = compiledFor(scenario);
  const periods = (rule: Rule) => (rule.isAlert ? judged(rule, timeline) : []);
  const spoken = merged([...lookedAt(timeline), ...rules.filter(({ engine }) => engine === 'loki').flatMap(periods)]);
  const lines = logLines({ scenario, timeline, startMs: START_MS, periods: spoken });
  const starting = lokiWith(lines).then((loki) => {
    also(loki.site.end);
    return loki;
  });
  const prometheus = await startPrometheus();
  also(prometheus.stop);
  const late = timeline.incidents.filter(({ incident }) => incident.prometheusIsLate);
  const names = scenario.services.flatMap(({ service }) => metricsOf(service).map(({ name }) => name));
  const needs = needsOf({
    rules,
    judged: periods,
    metrics: ['up', ...OF_A_SCRAPE, ...new Set(names)],
    looked: lookedAt(timeline),
  });
  const store = (series: Parameters<typeof remoteWrite>[1]) => remoteWrite(prometheus.url, series, START_MS);
  const beganMs = performance.now();
  await play({ scenario, timeline, scrapeSeconds: SCRAPE_SECONDS, wanted: needs.wanted, store });
  const playedMs = performance.now();
  const loki = await starting;
  const ground = { prometheus: prometheus.url, loki: loki.url, startMs: START_MS, late };
  const linesLost = await linesMissing(loki.url, lines, spoken, START_MS);
  const arrivedMs = performance.now();
  const fired = await evaluateRules(needs, ground);
  const took = `played in ${secondsFrom(beganMs, playedMs)}, evaluated in ${secondsFrom(arrivedMs, performance.now())}`;
  return { rules, dashboards, ground, fired, linesLost, took };
}

function secondsFrom(fromMs: number, toMs: number): string {
  return `${((toMs - fromMs) / 1000).toFixed(1)} s`;
}

function compiledFor({ system, services, trace, memory = MEMORY }: Scenario): Pick<Stage, 'rules' | 'dashboards'> {
  const { artifacts, derived } = compileModule(definitions, new Date(START_MS).toISOString().slice(0, 10));
  const isPlayed = (name: string | undefined) => services.some(({ service }) => service.name === name);
  const rules = (['prometheus', 'loki'] as const).flatMap((engine) => {
    const files = artifacts.filter(({ kind, environment, path }) => {
      return kind === `${engine}-rules` && environment === 'production' && isPlayed(path.split('/').at(-1)?.split('.')[0]);
    });
    const evaluationSeconds = EVALUATION_SECONDS[engine];
    return files.flatMap(({ text }) => rulesOf(text, { engine, evaluationSeconds, memorySeconds: secondsOf(memory) }));
  });
  const dashboards = derived.dashboards.filter(({ scope }) => {
    if (scope.of === 'estate' || system === ESTATE) return scope.of === system;
    return scope.of === 'system' ? scope.name === system : isPlayed(scope.name);
  });
  return { rules, dashboards: trace === undefined ? dashboards : dashboards.map((board) => asked(board, trace)) };
}

/** A board about one execution, asked about this one. */
function asked(board: Dashboard, trace: string): Dashboard {
  const variables = board.variables.map((one) =>
    one.type === 'textbox' && one.name === 'trace' ? { ...one, query: trace } : one,
  );
  return { ...board, variables, sections: board.sections };
}

/** The quiet period, and the incidents that name it with a while before and after. */
function judged({ key }: Rule, { quiet, incidents }: Timeline): Period[] {
  const naming = incidents.filter(({ incident }) => incident.fires.some((alert) => keyOf(alert) === key));
  return [quiet, ...naming.map(({ from, to }) => ({ from: from - BEFORE_SECONDS, to: to + GRACE_SECONDS }))];
}

export function lookedAt({ quiet, incidents }: Timeline): Period[] {
  return [quiet, ...incidents].map(({ to }) => ({ from: to - LOOKED_SECONDS, to }));
}
