import type { Answer, LogLine, Sample, Series, Steps } from '../../../program.ts';
import type { Question } from '../../ask/asking.ts';
import { chart } from '../../ask/chart.ts';
import { lasting, short } from '../../ask/numbers.ts';
import type { Column } from '../../ask/output.ts';
import { seriesName } from '../../ask/series-name.ts';
import type { ExitCode } from '../../exit.ts';
import { count } from '../../print.ts';

type Asked = Question<never>;

interface Answered {
  readonly answer: Answer;
  readonly steps: Steps;
  readonly text: string;
}

/** Samples as a table, series as a chart, lines as they came. */
export function showAnswer(question: Asked, { answer, steps, text }: Answered): Promise<ExitCode> {
  if (answer.kind === 'samples') return showSamples(question, answer.samples);
  return answer.kind === 'series'
    ? showSeries(question, { series: answer.series, steps, text })
    : showLines(question, answer.lines);
}

function showSamples({ show, span }: Asked, samples: readonly Sample[]): Promise<ExitCode> {
  const rows = samples.toSorted((a, b) => b.value - a.value);
  return show({
    json: { at: span.to.toISOString(), samples: rows.map(({ labels, value }) => ({ labels, value: jsonNumber(value) })) },
    columns: [
      ...labelColumns(rows),
      { name: 'value', value: ({ value }: Sample) => value, text: ({ value }: Sample) => short(value), side: 'right' },
    ],
    rows,
    summary:
      rows.length === 0 ? 'No series has a sample then.' : `${count(rows.length, 'series', 'series')} at ${span.print(span.to)}.`,
  });
}

interface Charted {
  readonly series: readonly Series[];
  readonly steps: Steps;
  readonly text: string;
}

export function showSeries({ show, span }: Asked, { series, steps, text }: Charted): Promise<ExitCode> {
  const rows = series.flatMap(({ labels, points }) => points.map(([at, value]) => ({ labels, at, value })));
  const named = series.map(({ labels, points }) => ({ name: seriesName(labels, text), points }));
  return show({
    json: {
      stepSeconds: steps.stepSeconds,
      series: series.map(({ labels, points }) => ({ labels, points: points.map(([at, value]) => [at, jsonNumber(value)]) })),
    },
    columns: [
      { name: 'time', value: ({ at }) => new Date(at * 1000).toISOString() },
      ...labelColumns(rows),
      { name: 'value', value: ({ value }) => value },
    ],
    rows,
    chart: chart(named, steps),
    summary:
      rows.length === 0
        ? 'No series has a sample in that time.'
        : `${count(series.length, 'series', 'series')} from ${span.print(steps.from)} to ${span.print(steps.to)}, ${lasting(steps.stepSeconds)} a step.`,
  });
}

function showLines({ show, span }: Asked, lines: readonly LogLine[]): Promise<ExitCode> {
  const rows = lines.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const timeOf = ({ at }: LogLine) => new Date(Number(at / 1_000_000n));
  return show({
    json: {
      lines: rows.map(({ at, labels, line }) => ({
        at: timeOf({ at, labels, line }).toISOString(),
        nanoseconds: String(at),
        labels,
        line,
      })),
    },
    columns: [
      { name: 'time', value: (row) => timeOf(row).toISOString(), text: (row) => span.print(timeOf(row)) },
      { name: 'labels', value: ({ labels }) => seriesName(labels, '') },
      { name: 'line', value: ({ line }) => line },
    ],
    rows,
    summary: rows.length === 0 ? 'No line is like that.' : `${count(rows.length, 'line')}, the newest first.`,
  });
}

function labelColumns<Row extends { readonly labels: Readonly<Record<string, string>> }>(rows: readonly Row[]): Column<Row>[] {
  const names = [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))].sort();
  return names.map((name) => ({ name, value: ({ labels }) => labels[name] ?? '' }));
}

/** JSON has no NaN and no infinity; Prometheus writes them so. */
function jsonNumber(value: number): number | string {
  return Number.isFinite(value) ? value : short(value);
}
