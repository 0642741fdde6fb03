import type { GateQuestion, GateReport, GateSlo } from '../operate/gate.ts';
import type { Io } from './io.ts';
import { count, styled } from './print.ts';

const STYLE = { open: 'green', frozen: 'red', unknown: 'yellow' } as const;

/** A line for each SLO, then the answer and what to do. */
export function printGate(io: Io, { gate, slos }: GateReport, question: GateQuestion): string {
  const width = Math.max(0, ...slos.map(({ slo }) => slo.length));
  const lines = slos.map((one) => `${styled(io, STYLE[one.state], one.state.padEnd(7))}  ${one.slo.padEnd(width)}  ${told(one)}`);
  return `${[...lines, ...(gate === 'open' ? opened(slos, question) : closed(slos))].join('\n')}\n`;
}

function told({ state, remaining, since }: GateSlo): string {
  const left =
    remaining === null ? 'no budget is recorded' : `${Number((remaining * 100).toFixed(1))}% of the error budget is left`;
  if (state !== 'frozen') return state === 'unknown' ? `no freeze series is recorded; ${left}` : left;
  return `${left}; frozen ${since === null ? 'for as long as can be seen' : `since about ${since.slice(0, 16).replace('T', ' ')} UTC`}`;
}

function opened(slos: readonly GateSlo[], { allowMissing }: GateQuestion): string[] {
  const unknown = slos.some(({ state }) => state === 'unknown');
  if (slos.length === 0 && !allowMissing) return ['The gate is open: no budget policy freezes these deploys.'];
  return [unknown || slos.length === 0 ? 'The gate is open: what is not known was allowed.' : 'The gate is open.'];
}

function closed(slos: readonly GateSlo[]): string[] {
  const frozen = slos.filter(({ state }) => state === 'frozen').length;
  const unknown = slos.filter(({ state }) => state === 'unknown').length;
  const parts = [
    ...(frozen > 0 ? [`${count(frozen, 'SLO is', 'SLOs are')} frozen`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  return [
    `The gate is closed: ${parts.join(', ') || 'no freeze series is recorded at all'}.`,
    ...(frozen > 0
      ? [
          'Deploy only what brings reliability back, until the budget recovers; an exception is for the owner of the SLO to decide.',
        ]
      : []),
    ...(frozen < slos.length || slos.length === 0
      ? ['Unknown is closed: check that the rules are deployed and that events are measured. `--allow-missing` lets it pass.']
      : []),
  ];
}
