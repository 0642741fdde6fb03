import { html } from '../../preview/escape.ts';
import { headline, type ReportFrame } from './markdown.ts';
import { printValue, type ReportRow, reportSummary, SECTIONS } from './rows.ts';

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884 }
td.value { text-align: right; font-variant-numeric: tabular-nums }
.missed, .degrading, .critical { color: #c4162a } .met, .improving { color: #1a7f37 }
svg { width: 160px; height: 32px; display: block } svg path { fill: none; stroke: currentColor; stroke-width: 1.5 }
`;

/** The report as one page that loads nothing: charts are drawn into it. */
export function reportHtml({ period, title }: ReportFrame, rows: readonly ReportRow[]): string {
  const sections = SECTIONS.map((section) =>
    sectionOf(
      section,
      rows.filter((row) => row.section === section),
    ),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title><style>${STYLE}</style></head><body>
<h1>${html(title)}</h1><p>${html(period)}. ${html(reportSummary(rows))}</p>
${sections.join('')}</body></html>
`;
}

function sectionOf(section: string, rows: readonly ReportRow[]): string {
  if (rows.length === 0) return '';
  const head = '<tr><th>Service</th><th>What</th><th>Value</th><th>Objective</th><th>Verdict</th><th>Over time</th></tr>';
  return `<h2>${html(headline(section))}</h2><table>${head}${rows.map(rowOf).join('')}</table>\n`;
}

function rowOf(row: ReportRow): string {
  const { objective, service, verdict, what } = row;
  const kind = /^[a-z]+$/.test(verdict) ? ` class="${verdict}"` : '';
  const cells = [html(service), html(what)].map((text) => `<td>${text}</td>`).join('');
  return `<tr>${cells}<td class="value">${html(printValue(row))}</td><td>${html(objective)}</td><td${kind}>${html(verdict)}</td><td>${chartOf(row)}</td></tr>\n`;
}

const [WIDTH, HEIGHT, EDGE] = [160, 32, 2];

/** A line from nought, or from the least value where that is below; slices without a value are gaps. */
function chartOf({ unit, values, what }: ReportRow): string {
  const known = values.filter((value) => value !== undefined) as number[]; // filtered just now
  if (known.length < 2) return '';
  const least = known.reduce((low, value) => Math.min(low, value), 0);
  const most = known.reduce((high, value) => Math.max(high, value), least);
  const x = (at: number) => EDGE + (at / (values.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number) => HEIGHT - EDGE - (most === least ? 0 : ((value - least) / (most - least)) * (HEIGHT - 2 * EDGE));
  const path = values.map((value, at) => {
    if (value === undefined) return '';
    return `${at > 0 && values[at - 1] !== undefined ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  const said = `${what}: from ${printValue({ unit, value: known[0] ?? null })} to ${printValue({ unit, value: known.at(-1) ?? null })}, at most ${printValue({ unit, value: most })}`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${html(said)}"><title>${html(said)}</title><path d="${path.join('')}"/></svg>`;
}
