import { INSTANT, isKind } from '../../authored/authored-values.ts';
import { isRecord } from '../../kernel/canonical.ts';
import type { Field } from '../field.ts';
import type { AlertProblem } from '../kind.ts';
import { snakeCase } from '../record-ahead.ts';
import { conditionsIn, idOf, isNamed } from './held.ts';
import type { CorrelationOptions } from './options.ts';

export const conditionList: Field = {
  fits: (value) => Array.isArray(value) && value.every((one) => isAlert(one) || isCondition(one)),
  wanted: "a list of alerts and of { name: 'queue long', when: promql`… > 5` }",
};

function isAlert(value: unknown): boolean {
  return isKind(value, ['alert']) && typeof value['name'] === 'string' && isKind(value['service'], ['service']);
}

function isCondition(value: unknown): boolean {
  return isRecord(value) && typeof value['name'] === 'string' && /\w/.test(value['name']) && isKind(value['when'], INSTANT);
}

export function* correlationProblems(options: CorrelationOptions): Generator<AlertProblem> {
  const { all, some, atLeast } = options;
  if ((all === undefined) === (some === undefined))
    return yield problem('It takes either `all` or `some`.', 'write one of the two');
  if ((some === undefined) !== (atLeast === undefined)) {
    return yield problem('`some` and `atLeast` belong together.', 'write all: […], or some: […] with atLeast: 2');
  }
  const conditions = conditionsIn(options);
  if (conditions.length < 2) {
    const message = `\`${all ? 'all' : 'some'}\` holds ${conditions.length} of them: nothing to correlate.`;
    return yield problem(message, 'name two or more, or make it an alert of its own');
  }
  if (atLeast !== undefined && (atLeast < 2 || atLeast > conditions.length)) {
    yield problem(
      `\`atLeast\` is ${atLeast} of ${conditions.length} conditions.`,
      `write a whole number from 2 to ${conditions.length}`,
    );
  }
  yield* twice(conditions.map((one) => (isNamed(one) ? snakeCase(one.name) : idOf(one))));
}

function* twice(ids: readonly string[]): Generator<AlertProblem> {
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    yield problem(`${id} is there twice, and would agree with itself.`, 'name each once');
  }
}

function problem(message: string, fix: string): AlertProblem {
  return { code: 'alert/correlation', message, fix };
}
