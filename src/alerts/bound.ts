import type { Operator } from './bound-cases.ts';
import { type Field, quantity } from './field.ts';
import { inBaseUnit } from './in-base-unit.ts';
import type { AlertProblem } from './kind.ts';
import { setting } from './texts.ts';

const WORDS = ['above', 'below', 'atLeast', 'atMost', 'equals', 'not'] as const;
type Word = (typeof WORDS)[number];

/** Exactly one of them. */
export type Bounds<Q> = { [W in Word]: { readonly [K in W]: Q } & { readonly [K in Exclude<Word, W>]?: never } }[Word];

const OPERATORS: Readonly<Record<Word, readonly [Operator, string]>> = {
  above: ['>', 'above'],
  below: ['<', 'below'],
  atLeast: ['>=', 'at least'],
  atMost: ['<=', 'at most'],
  equals: ['==', 'equal to'],
  not: ['!=', 'other than'],
};

export const boundFields: Readonly<Record<Word, Field>> = Object.fromEntries(WORDS.map((word) => [word, quantity])) as never; // one each

export interface Bound {
  readonly operator: Operator;
  /** As PromQL has it, in the base unit. */
  readonly text: string;
  readonly number: number;
  /** `at least` */
  readonly word: string;
  /** As it was written. */
  readonly shown: string;
}

type Written = { readonly [K in Word]?: number | string };

export function boundOf(options: Written): Bound {
  const word = WORDS.find((one) => options[one] !== undefined) ?? 'above';
  const [operator, said] = OPERATORS[word];
  const text = inBaseUnit(options[word] ?? 0);
  return { operator, text, number: Number(text), word: said, shown: String(options[word]) };
}

export function boundProblems(options: Written): AlertProblem[] {
  const written = WORDS.filter((word) => options[word] !== undefined);
  if (written.length === 1) return [];
  if (written.length === 0)
    return [setting('There is no bound.', `write one of ${WORDS.map((word) => `\`${word}\``).join(', ')}`)];
  const all = written.map((word) => `\`${word}\``).join(' and ');
  return [setting(`${all} are written, and an alert has one bound.`, 'keep one; for a corridor make two alerts')];
}
