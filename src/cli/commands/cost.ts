import { Option } from 'commander';
import type { CostChange, CostContribution, CostKey, CostTotal } from '../../program.ts';
import { money, short } from '../ask/numbers.ts';
import { type Column, FORMATS, type Format, showFindings } from '../ask/output.ts';
import type { CommandKind, Invocation } from '../command.ts';
import { BASE_OPTION, type CostBase, costBase } from '../cost-base.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { buildProject } from '../project.ts';
import { refuse, unknownName } from '../refuse.ts';
import { orMore, summaryOf } from './cost/summary.ts';

const KEYS = ['service', 'metric', 'team', 'system', 'tenant', 'source', 'environment'] as const satisfies readonly CostKey[];

/** What the definitions cost, before anything is deployed. */
export const costCommand: CommandKind = {
  name: 'cost',
  summary: 'series, samples, logs and spans that the definitions come to at most, by service, metric, team or tenant',
  configure: (command) =>
    command
      .addOption(new Option('--by <key>', 'what it is added up by').choices(KEYS).default('service'))
      .option('--environment <name>', 'only this one (default: each)')
      .option('--service <name>', 'only this one')
      .option(...BASE_OPTION)
      .addOption(new Option('--format <form>', 'how to print it').choices(FORMATS).default('table'))
      .option('--json', 'the same as --format json'),
  run: async (invocation) => {
    const built = await buildProject(invocation);
    if (built.failed) return EXIT.diagnostics;
    const { estimateCost } = await import('../../program.ts');
    const { environments, services } = built.derived.estate;
    for (const [kind, all] of [
      ['environment', environments],
      ['service', services],
    ] as const) {
      const asked = invocation.options[kind];
      const names = all.map(({ name }) => name);
      if (asked !== undefined && !names.includes(String(asked)))
        return refuse(invocation, await unknownName(kind, String(asked), names));
    }
    const costs = estimateCost(built.derived).filter(asked(invocation));
    const { base } = invocation.options;
    if (base === undefined) return show(invocation, costs);
    const was = await costBase(invocation, base);
    if ('reason' in was) return refuse(invocation, `There is nothing to compare with: ${was.reason}.`);
    return showChange(invocation, { ...was, costs: was.costs.filter(asked(invocation)) }, costs);
  },
};

function asked({ options }: Invocation): (one: CostContribution) => boolean {
  const fits = (option: unknown, name: string | undefined) => option === undefined || option === name;
  return ({ environment, service }) => fits(options['environment'], environment?.name) && fits(options['service'], service?.name);
}

async function show(invocation: Invocation, found: readonly CostContribution[]): Promise<ExitCode> {
  const { costTotals } = await import('../../program.ts');
  const by = String(invocation.options['by']) as CostKey; // one of the choices
  const rows = costTotals(found, by);
  const totals = costTotals(found, 'environment');
  return showFindings(invocation, formatOf(invocation), {
    json: { by, totals: totals.map(jsonOf), rows: rows.map(jsonOf) },
    columns: shownIn(formatOf(invocation), rows, await columnsFor(by)),
    rows,
    summary: await summaryOf(totals, found),
  });
}

function formatOf({ options }: Invocation): Format {
  return options['json'] === true ? 'json' : (String(options['format']) as Format); // one of the choices
}

/** A CSV has all of them; people need not look at what is nothing everywhere. */
function shownIn(
  format: Format,
  rows: readonly CostTotal[],
  columns: readonly Column<CostTotal>[],
): readonly Column<CostTotal>[] {
  const says = ({ side, text, value }: Column<CostTotal>, row: CostTotal) =>
    side === undefined || value(row) !== 0 || text?.(row).endsWith('?');
  return format === 'table' ? columns.filter((column) => rows.some((row) => says(column, row))) : columns;
}

function jsonOf({ unknown, ...one }: CostTotal) {
  return { ...one, unknown: unknown.map(({ of, why }) => ({ of, why })) };
}

async function columnsFor(by: CostKey): Promise<readonly Column<CostTotal>[]> {
  const { bytesText } = await import('../../program.ts');
  const amount = (
    name: string,
    value: (row: CostTotal) => number,
    { of, text }: { readonly of: 'series' | 'logs' | 'spans'; readonly text: (amount: number) => string },
  ): Column<CostTotal> => ({
    name,
    value: (row) => (name === 'series' ? Math.ceil(value(row)) : toCents(value(row))),
    side: 'right',
    text: (row) => `${text(value(row))}${orMore(row, of)}`,
  });
  return [
    { name: 'environment', value: ({ environment }) => environment || null },
    ...(by === 'environment' ? [] : [{ name: by, value: ({ name }: CostTotal) => name }]),
    amount('series', ({ series }) => series, { of: 'series', text: (series) => short(Math.ceil(series)) }),
    amount('samples_per_second', ({ samplesPerSecond }) => samplesPerSecond, { of: 'series', text: money }),
    amount('sample_bytes', ({ sampleBytes }) => sampleBytes, { of: 'series', text: bytesText }),
    amount('log_bytes_per_day', ({ logBytesPerDay }) => logBytesPerDay, { of: 'logs', text: bytesText }),
    amount('log_bytes', ({ logBytes }) => logBytes, { of: 'logs', text: bytesText }),
    amount('spans_per_second', ({ spansPerSecond }) => spansPerSecond, { of: 'spans', text: money }),
    amount('span_bytes', ({ spanBytes }) => spanBytes, { of: 'spans', text: bytesText }),
  ];
}

/** What differs from another commit or folder. */
async function showChange(
  invocation: Invocation,
  { commit, costs: before, ref }: Exclude<CostBase, { readonly reason: string }>,
  after: readonly CostContribution[],
): Promise<ExitCode> {
  const { AMOUNTS, costChanges, costChangeText } = await import('../../program.ts');
  const by = String(invocation.options['by']) as CostKey; // one of the choices
  const rows = costChanges(before, after, by);
  return showFindings(invocation, formatOf(invocation), {
    json: { by, base: { ref, commit: commit ?? null }, totals: costChanges(before, after, 'environment'), rows },
    columns: [
      { name: 'environment', value: ({ environment }: CostChange) => environment || null },
      { name: by, value: ({ name }) => name },
      { name: 'series_before', value: (row) => Math.ceil(row.before.series), side: 'right' },
      { name: 'series_after', value: (row) => Math.ceil(row.after.series), side: 'right' },
      ...AMOUNTS.map((amount) => addedColumn(amount, rows)).filter((column) => column !== undefined),
    ],
    rows,
    summary: costChangeText(before, after).join('\n'),
  });
}

/** Left out where nothing of it changes. */
function addedColumn(amount: keyof CostChange['added'], rows: readonly CostChange[]): Column<CostChange> | undefined {
  if (rows.every(({ added }) => added[amount] === 0)) return undefined;
  const name = `added_${amount.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
  const text = ({ added }: CostChange) => `${added[amount] > 0 ? '+' : ''}${short(added[amount])}`;
  return { name, value: ({ added }) => toCents(added[amount]), text, side: 'right' };
}

/** As the table has it: what sums of fractions leave behind the point says nothing. */
function toCents(amount: number): number {
  return Number(amount.toFixed(2));
}
