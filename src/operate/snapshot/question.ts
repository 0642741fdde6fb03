import type { PanelQuery } from '../../model/dashboard.ts';
import type { Moment } from './fill-in.ts';

/** One query of a panel as it is sent. */
export interface Question extends Moment {
  readonly engine: PanelQuery['query']['engine'];
  readonly format: PanelQuery['format'];
  readonly text: string;
}

export interface AnsweredSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds and value, in order. */
  readonly points: readonly (readonly [number, number])[];
}

export interface Answer {
  readonly series: readonly AnsweredSeries[];
  /** Log lines and traces, newest first. */
  readonly lines: readonly string[];
}

/** Two questions with one key have one answer. */
export function keyOfQuestion({ engine, format, text, instant, fromSeconds, toSeconds, stepSeconds }: Question): string {
  return JSON.stringify([engine, format, text, instant, fromSeconds, toSeconds, stepSeconds]);
}
