import type { GateOdd, GateQuestion, GateReport, GateSlo } from '../program.ts';
import { short } from './ask/numbers.ts';
import type { Column } from './ask/output.ts';
import type { Clock } from './ask/span.ts';
import type { Io } from './io.ts';
import { count, styled } from './print.ts';

const STYLE = { open: 'green', frozen: 'red', burning: 'red', unknown: 'yellow' } as const;

/** An SLO or an anomaly. */
export type GateRow = GateSlo | GateAnomaly;
type GateAnomaly = GateOdd['anomalies'][number];

export function gateRows({ odd, slos }: GateReport): GateRow[] {
  return [...slos, ...(odd?.anomalies ?? [])];
}

export function gateColumns(clock: Clock): Column<GateRow>[] {
  const ofSlo = (name: string, read: (slo: GateSlo) => number | null | undefined): Column<GateRow> => ({
    name,
    value: (row) => ('slo' in row ? (read(row) ?? null) : null),
  });
  return [
    { name: 'state', value: stateOf },
    { name: 'about', value: (row) => ('slo' in row ? row.slo : row.service) },
    ofSlo('budget_left', ({ remaining }) => remaining),
    ofSlo('burn_rate', ({ burnRate }) => burnRate),
    { name: 'detail', value: (row) => ('slo' in row ? told(row, clock) : oddOf(row, clock)) },
  ];
}

/** A line for each SLO and for each anomaly. */
export function printGate(io: Io, report: GateReport, clock: Clock): string {
  const width = Math.max(0, ...report.slos.map(({ slo }) => slo.length));
  const lines = gateRows(report).map((row) =>
    'slo' in row
      ? `${styled(io, STYLE[row.state], row.state.padEnd(7))}  ${row.slo.padEnd(width)}  ${told(row, clock)}`
      : `${styled(io, 'red', 'unusual')}  ${row.service}  ${oddOf(row, clock)}`,
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** The answer, and what to do. */
export function gateAnswer({ gate, slos, odd }: GateReport, question: GateQuestion, clock: Clock): string {
  return (gate === 'open' ? opened({ slos, odd }, question, clock) : closed({ slos, odd }, question)).join('\n');
}

function stateOf(row: GateRow): string {
  return 'slo' in row ? row.state : 'unusual';
}

function told({ state, remaining, burnRate, since }: GateSlo, clock: Clock): string {
  const left =
    remaining === null ? 'no budget is recorded' : `${Number((remaining * 100).toFixed(1))}% of the error budget is left`;
  const burns = burnRate === undefined || remaining === null ? '' : `; ${burning(burnRate)}`;
  if (state === 'unknown') return `no ${remaining === null && burnRate === null ? 'burn' : 'freeze'} series is recorded; ${left}`;
  if (state !== 'frozen') return `${left}${burns}`;
  const when = since === null ? 'for as long as can be seen' : `since about ${minuteOf(since, clock)}`;
  return `${left}${burns}; frozen ${when}`;
}

function burning(rate: number | null): string {
  return rate === null ? 'nothing happened in the last hour' : `burns ${Number(rate.toFixed(2))} times as fast as allowed`;
}

function oddOf({ direction, expected, from, measured, measurement, severity }: GateAnomaly, clock: Clock): string {
  return `${measurement} is ${direction} (${severity}): ${short(measured)} instead of ${short(expected)}, from ${minuteOf(from, clock)}`;
}

/** Nothing here is known to the second. */
function minuteOf(iso: string, { print }: Clock): string {
  return print(new Date(Math.floor(Date.parse(iso) / 60_000) * 60_000));
}

type Seen = { readonly slos: readonly GateSlo[]; readonly odd: GateOdd | undefined };

function opened({ slos, odd }: Seen, { allowMissing }: GateQuestion, clock: Clock): string[] {
  const unknown = slos.some(({ state }) => state === 'unknown') || odd?.judged === 0;
  const usual = odd
    ? [`Nothing unusual in ${odd.judged} of ${count(odd.measurements, 'measurement')} since ${minuteOf(odd.since, clock)}.`]
    : [];
  if (slos.length === 0 && !odd && !allowMissing) return ['The gate is open: no budget policy freezes these deploys.'];
  return [
    ...usual,
    unknown || (slos.length === 0 && !odd) ? 'The gate is open: what is not known was allowed.' : 'The gate is open.',
  ];
}

function closed({ slos, odd }: Seen, question: GateQuestion): string[] {
  const of = (state: GateSlo['state']) => slos.filter((one) => one.state === state).length;
  const [frozen, burns, unknown] = [of('frozen'), of('burning'), of('unknown')];
  const parts = [
    ...(frozen > 0 ? [`${count(frozen, 'SLO is', 'SLOs are')} frozen`] : []),
    ...(burns > 0 ? [`${count(burns, 'SLO burns', 'SLOs burn')} faster than ${question.burn?.most} times what is allowed`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(odd && odd.anomalies.length > 0 ? [`${count(odd.anomalies.length, 'anomaly', 'anomalies')} since the deploy`] : []),
    ...(odd?.judged === 0 ? [`no measurement has enough history to judge it by`] : []),
  ];
  const blind = unknown > 0 || odd?.judged === 0 || parts.length === 0;
  return [
    `The gate is closed: ${parts.join(', ') || 'no freeze series is recorded at all'}.`,
    ...advice({ frozen, odd: (odd?.anomalies.length ?? 0) > 0 || burns > 0, blind }),
  ];
}

function advice({ frozen, odd, blind }: { readonly frozen: number; readonly odd: boolean; readonly blind: boolean }): string[] {
  return [
    ...(frozen > 0
      ? [
          'Deploy only what brings reliability back, until the budget recovers; an exception is for the owner of the SLO to decide.',
        ]
      : []),
    ...(odd ? ['Look at it before more is deployed, and take the last deploy back where it is the cause.'] : []),
    ...(blind
      ? ['Unknown is closed: check that the rules are deployed and that events are measured. `--allow-missing` lets it pass.']
      : []),
  ];
}
