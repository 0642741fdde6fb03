import type { ReadSampling } from '../../../program.ts';
import { events, money, percent } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';

type Row = ReadSampling;

/** What spans have recorded, of the window that counts are made over. */
export function recordedColumns(
  perSeconds: number,
  perMonth: ((kept: number) => number | null) | undefined,
): readonly Column<Row>[] {
  const inWindow = (read: (recorded: NonNullable<Row['recorded']>) => number) => (row: Row) =>
    row.recorded ? (read(row.recorded) * perSeconds) / row.recorded.seconds : null;
  const kept = inWindow((recorded) => recorded.kept);
  const cost = (row: Row) => {
    const count = kept(row);
    return count === null ? null : (perMonth?.(count) ?? null);
  };
  return [
    column('recorded_rate', (row) => row.recorded?.rate ?? null, shareText),
    column('recorded_kept', kept, events),
    column(
      'corrected',
      inWindow(({ corrected }) => corrected),
      events,
    ),
    column('corrected_error', (row) => row.recorded?.error ?? null, shareText),
    column('off_by', offBy, shareText),
    ...(perMonth ? [column('recorded_cost', cost, money)] : []),
  ];
}

/** The corrected count against that of the metric, in the same time; below 0 it is too little. */
export function offBy({ recorded }: Row): number | null {
  return recorded?.counted === undefined ? null : recorded.corrected / recorded.counted - 1;
}

/** Spans that say nothing of their rate make a corrected count too little. */
export function recordedIn(rows: readonly Row[]): string {
  const bare = rows.flatMap(({ recorded, service }) => {
    if (!recorded || recorded.withoutRate === 0) return [];
    return [`${percent(recorded.withoutRate / recorded.kept, 1)} of ${service}`];
  });
  return bare.length === 0 ? '' : ` Spans without \`sampling.rate\` stand for themselves: ${bare.join(', ')}.`;
}

function column(name: string, value: (row: Row) => number | null, print: (value: number | null) => string): Column<Row> {
  return { name, value, text: (row) => print(value(row)), side: 'right' };
}

function shareText(value: number | null): string {
  return percent(value, 2);
}
