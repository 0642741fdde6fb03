import { thresholdOf } from '../../derive/slo/tier-numbers.ts';
import { printDecimal, toNumber } from '../../kernel/decimal.ts';
import { percent } from '../../kernel/digits.ts';
import { printDuration } from '../../kernel/duration.ts';
import type { Slo, Tier } from '../../model/slo.ts';
import type { SimulatedIncident, SimulatedTier } from './simulate.ts';
import { incidentName } from './text.ts';

const CELL = { width: 290, height: 118 };
const PLOT = { left: 44, top: 26, width: 232, height: 64 };
const HEAD = 52;
const TITLE = 22;
/** Decades below the threshold that are shown. */
const BELOW = 1;
const POINTS = 160;
const STYLE = [
  'text{font:11px system-ui,sans-serif;fill:#333}',
  '.title{font-size:15px;font-weight:600}',
  '.name{font-weight:600}',
  '.small{font-size:9px;fill:#777}',
  '.long{fill:none;stroke:#1f60c4;stroke-width:1.5}',
  '.short{fill:none;stroke:#e08400;stroke-width:1.2}',
  '.threshold{stroke:#c4162a;stroke-dasharray:3 2}',
  '.incident{fill:#8883}',
  '.firing{fill:#c4162a}',
  '.frame{fill:none;stroke:#ccc}',
].join('');

/** Each incident a row, each tier a column: the ratios of both windows on a logarithmic scale, the threshold, and when the alert fires. */
export function simulationSvg(slo: Slo, incidents: readonly SimulatedIncident[]): string {
  const width = Math.max(1, slo.tiers.length) * CELL.width + 10;
  const height = HEAD + incidents.length * (CELL.height + TITLE);
  const rows = incidents.map((one, index) => row(slo, one, HEAD + index * (CELL.height + TITLE)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(slo.address)}: simulated incidents</title><style>${STYLE}</style>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text class="title" x="10" y="20">${escaped(slo.address)}: ${escaped(slo.objectiveText)} over ${printDuration(slo.windowMs)}</text>`,
    legend(),
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

function legend(): string {
  const entries = [
    ['<path class="long" d="M0 0h18"/>', 'bad share, long window'],
    ['<path class="short" d="M0 0h18"/>', 'short window'],
    ['<path class="threshold" d="M0 0h18"/>', 'threshold'],
    ['<rect class="incident" y="-6" width="18" height="10"/>', 'incident'],
    ['<rect class="firing" y="-4" width="18" height="6"/>', 'the alert fires'],
  ];
  return entries
    .map(([mark, text], index) => `<g transform="translate(${10 + index * 180} 38)">${mark}<text x="24" y="4">${text}</text></g>`)
    .join('');
}

function row(slo: Slo, one: SimulatedIncident, y: number): string {
  const title = `${incidentName(one.incident)} for ${printDuration(one.durationMs)}: ${percent(one.spent)} of the budget`;
  const cells = one.tiers.map((tier, index) => {
    return `<g transform="translate(${index * CELL.width + 5} ${TITLE - 6})">${cell(slo, one, tier)}</g>`;
  });
  return `<g transform="translate(0 ${y})"><text class="name" x="10" y="12">${escaped(title)}</text>${cells.join('\n')}</g>`;
}

interface Scale {
  x(atMs: number): number;
  y(ratio: number): number;
}

function cell(slo: Slo, one: SimulatedIncident, { tier, firings, firesMs, resetsMs }: SimulatedTier): string {
  const { beginsMs, durationMs } = one;
  const span = durationMs + Math.max(resetsMs ?? 0, tier.shortMs, durationMs / 4) * 1.1;
  const from = beginsMs - span / 12;
  const scale = scaleOf(slo, one, tier, from, beginsMs + span);
  const said =
    firesMs === undefined ? 'never' : `after ${printDuration(firesMs)}, clears +${printDuration(Math.max(0, resetsMs ?? 0))}`;
  const line = (windowMs: number) => path(one, windowMs, scale, from, beginsMs + span);
  const bottom = PLOT.top + PLOT.height;
  const limit = scale.y(toNumber(thresholdOf(slo, tier)));
  return [
    `<text x="${PLOT.left}" y="${PLOT.top - 6}"><tspan class="name">${escaped(tier.name)}</tspan> ${said}</text>`,
    rect('incident', scale.x(beginsMs), PLOT.top, scale.x(beginsMs + durationMs), bottom),
    `<rect class="frame" x="${PLOT.left}" y="${PLOT.top}" width="${PLOT.width}" height="${PLOT.height}"/>`,
    `<line class="threshold" x1="${PLOT.left}" x2="${PLOT.left + PLOT.width}" y1="${limit}" y2="${limit}"/>`,
    `<text class="small" x="${PLOT.left - 3}" y="${limit + 3}" text-anchor="end">${thresholdText(slo, tier)}</text>`,
    `<path class="long" d="${line(tier.longMs)}"/><path class="short" d="${line(tier.shortMs)}"/>`,
    ...firings.map(({ fromMs, untilMs }) => rect('firing', scale.x(fromMs), bottom - 5, scale.x(untilMs), bottom)),
    `<text class="small" x="${scale.x(beginsMs)}" y="${bottom + 11}">0</text>`,
    `<text class="small" x="${PLOT.left + PLOT.width}" y="${bottom + 11}" text-anchor="end">${printDuration(Math.round(span / 60_000) * 60_000)}</text>`,
  ].join('');
}

function thresholdText(slo: Slo, tier: Tier): string {
  const exact = printDecimal(thresholdOf(slo, tier));
  return exact.length > 8 ? percent(Number(exact)) : exact;
}

function scaleOf(slo: Slo, { incident }: SimulatedIncident, tier: Tier, fromMs: number, untilMs: number): Scale {
  const threshold = toNumber(thresholdOf(slo, tier));
  const [low, high] = [
    Math.log10(threshold) - BELOW,
    Math.log10(Math.max(threshold * 2, Math.min(1, incident.errorRatio)) * 1.3),
  ];
  const share = (ratio: number) => Math.min(1, Math.max(0, (Math.log10(Math.max(ratio, 1e-12)) - low) / (high - low)));
  return {
    x: (atMs) => round(PLOT.left + (PLOT.width * Math.min(Math.max(atMs - fromMs, 0), untilMs - fromMs)) / (untilMs - fromMs)),
    y: (ratio) => round(PLOT.top + PLOT.height * (1 - share(ratio))),
  };
}

function path({ reader }: SimulatedIncident, windowMs: number, scale: Scale, fromMs: number, untilMs: number): string {
  const moments = Array.from({ length: POINTS + 1 }, (_, index) => fromMs + ((untilMs - fromMs) * index) / POINTS);
  const points = moments.map((at) => {
    const ratio = reader.ratio(windowMs, at) * reader.filled(windowMs, at);
    return `${scale.x(at)} ${scale.y(Number.isNaN(ratio) ? 0 : ratio)}`;
  });
  return `M${points.join('L')}`;
}

function rect(kind: string, left: number, top: number, right: number, bottom: number): string {
  return `<rect class="${kind}" x="${left}" y="${top}" width="${round(Math.max(1, right - left))}" height="${round(bottom - top)}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
