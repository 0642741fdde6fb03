import { INSTANT, isKind, type METRICS } from '../authored/authored-values.ts';
import { isRecord } from '../kernel/canonical.ts';
import { parseDuration } from '../kernel/duration.ts';
import { quantityOf } from '../sli/asked.ts';
import { type AnnotationText, printAnnotation } from './annotation.ts';

/** What fits in an option of an alert. */
export interface Field {
  fits(value: unknown): boolean;
  /** Completes `write …`. */
  readonly wanted: string;
  readonly needed?: true;
}

/** A query in PromQL. */
export const measured: Field = {
  fits: (value) => isKind(value, INSTANT),
  wanted: 'a metric, a selection, a recording or promql`…`',
};
/** A query in PromQL or LogQL. */
export const measuredOrLogs: Field = {
  fits: (value) => isKind(value, [...INSTANT, 'log-expr']),
  wanted: `${measured.wanted}, or logql\`…\``,
};
export const duration: Field = {
  fits: (value) => typeof value === 'string' && (parseDuration(value) ?? 0) > 0,
  wanted: "a duration above zero in whole units, largest first: '30s', '5m', '1h30m'",
};
/** A number, or one with the unit of the metric. */
export const quantity: Field = {
  fits: (value) => quantityOf(value) !== undefined,
  wanted: "a number, or one in the unit of the metric: '85%', '5GiB', '250ms'",
};
export const positive: Field = {
  fits: (value) => typeof value === 'number' && Number.isFinite(value) && value > 0,
  wanted: 'a number above zero',
};
export const wholeNumber: Field = {
  fits: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  wanted: 'a whole number above zero',
};
export const labelNames: Field = {
  fits: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string' && /^[A-Za-z_]\w*$/.test(one)),
  wanted: "a list of label names: ['instance']",
};

export function needed(field: Field): Field {
  return { ...field, needed: true };
}

export function choice(...words: readonly string[]): Field {
  return {
    fits: (value) => typeof value === 'string' && words.includes(value),
    wanted: words.map((word) => `'${word}'`).join(', '),
  };
}

/** A metric of one of these kinds, or some of its series. */
export function metricOfKind(...kinds: readonly (typeof METRICS)[number][]): Field {
  return {
    fits: (value) => isKind(value, kinds) || (isKind(value, ['selection']) && isKind(value['of'], kinds)),
    wanted: `a metric made with ${kinds.map((kind) => (kind === 'stateset' ? 'stateSet' : kind)).join(' or ')}({ … }), or some of its series`,
  };
}

export const textOrFunction: Field = {
  fits: (value) => typeof value === 'string' || (typeof value === 'function' && printsText(value as AnnotationText)), // called only inside `try`
  wanted: "a text, or a function that returns one: 'The queue is not draining.'",
};
export const runbook: Field = {
  fits: (value) => isRecord(value) && isRunbook(value),
  wanted: "{ impact: '…', steps: ['…'] }",
};

function printsText(write: AnnotationText): boolean {
  try {
    return typeof printAnnotation(write) === 'string';
  } catch {
    return false;
  }
}

function isRunbook({ impact, steps, url }: Readonly<Record<string, unknown>>): boolean {
  const texts = [impact, url].every((one) => one === undefined || isText(one));
  return texts && (steps === undefined || (Array.isArray(steps) && steps.every(isText)));
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
