import type { Series } from '../servers/answer.ts';

/** Values at equal steps; undefined where there was no sample, or none that is a number. */
export interface Grid {
  readonly fromSeconds: number;
  readonly stepSeconds: number;
  readonly values: readonly (number | undefined)[];
}

interface Steps {
  readonly from: Date;
  readonly to: Date;
  readonly stepSeconds: number;
}

export function gridOf(points: Series['points'], { from, to, stepSeconds }: Steps): Grid {
  const fromSeconds = from.getTime() / 1000;
  const length = Math.floor((to.getTime() / 1000 - fromSeconds) / stepSeconds) + 1;
  const values: (number | undefined)[] = Array.from({ length }, () => undefined);
  for (const [at, value] of points) if (Number.isFinite(value)) values[Math.round((at - fromSeconds) / stepSeconds)] = value;
  return { fromSeconds, stepSeconds, values };
}

/** What was there from one step to another, `to` not included. */
export function known(values: readonly (number | undefined)[], from: number, to: number): number[] {
  return values.slice(Math.max(0, from), Math.max(0, to)).filter((one) => one !== undefined);
}

export function timeAt({ fromSeconds, stepSeconds }: Grid, index: number): Date {
  return new Date((fromSeconds + index * stepSeconds) * 1000);
}
