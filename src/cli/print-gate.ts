import type { GateOdd, GateQuestion, GateReport, GateSlo } from '../program.ts';
import { short } from './ask/numbers.ts';
import type { Io } from './io.ts';
import { count, styled } from './print.ts';

const STYLE = { open: 'green', frozen: 'red', burning: 'red', unknown: 'yellow' } as const;

/** A line for each SLO and for each anomaly, then the answer and what to do. */
export function printGate(io: Io, { gate, slos, odd }: GateReport, question: GateQuestion): string {
  const width = Math.max(0, ...slos.map(({ slo }) => slo.length));
  const lines = slos.map((one) => `${styled(io, STYLE[one.state], one.state.padEnd(7))}  ${one.slo.padEnd(width)}  ${told(one)}`);
  const unusual = odd ? oddLines(io, odd) : [];
  return `${[...lines, ...unusual, ...(gate === 'open' ? opened({ slos, odd }, question) : closed({ slos, odd }, question))].join('\n')}\n`;
}

function told({ state, remaining, burnRate, since }: GateSlo): string {
  const left =
    remaining === null ? 'no budget is recorded' : `${Number((remaining * 100).toFixed(1))}% of the error budget is left`;
  const burns = burnRate === undefined || remaining === null ? '' : `; ${burning(burnRate)}`;
  if (state === 'unknown') return `no ${remaining === null && burnRate === null ? 'burn' : 'freeze'} series is recorded; ${left}`;
  if (state !== 'frozen') return `${left}${burns}`;
  const when = since === null ? 'for as long as can be seen' : `since about ${minuteOf(since)}`;
  return `${left}${burns}; frozen ${when}`;
}

function burning(rate: number | null): string {
  return rate === null ? 'nothing happened in the last hour' : `burns ${Number(rate.toFixed(2))} times as fast as allowed`;
}

function oddLines(io: Io, { anomalies }: GateOdd): string[] {
  return anomalies.map(
    ({ direction, expected, from, measured, measurement, service, severity }) =>
      `${styled(io, 'red', 'unusual')}  ${service}  ${measurement} is ${direction} (${severity}): ${short(measured)} instead of ${short(expected)}, from ${minuteOf(from)}`,
  );
}

function minuteOf(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

type Seen = { readonly slos: readonly GateSlo[]; readonly odd: GateOdd | undefined };

function opened({ slos, odd }: Seen, { allowMissing }: GateQuestion): string[] {
  const unknown = slos.some(({ state }) => state === 'unknown') || odd?.judged === 0;
  const usual = odd
    ? [`Nothing unusual in ${odd.judged} of ${count(odd.measurements, 'measurement')} since ${minuteOf(odd.since)}.`]
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
