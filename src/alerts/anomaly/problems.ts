import { isRecord } from '../../kernel/canonical.ts';
import type { AlertProblem } from '../kind.ts';
import type { CompositeMethod } from './composite.ts';
import type { AnomalyMethod } from './method.ts';
import { anomalyMethods } from './methods.ts';

const FIX =
  "choose zScore(), iqr(), levelShift(), rateOfChange({ over: '1h', by: '50%' }), seasonal({ period: '1w' }) or composite({ methods: […] })";

/** What is wrong with a method and its options, which may be anything a program without types has given. */
export function methodProblems(method: AnomalyMethod | CompositeMethod): AlertProblem[] {
  if (!isRecord(method.options)) return [wrong('its options are no object')];
  if (method.kind === 'anomaly-method') return [...optionProblems(method)];
  const { methods, agree } = method.options;
  if (!Array.isArray(methods) || methods.length < 2) return [wrong('`methods` of composite holds fewer than two')];
  const unknown = methods.filter((one) => !isMethod(one));
  if (unknown.length > 0)
    return [wrong(`${unknown.length} of the \`methods\` of composite ${unknown.length === 1 ? 'is' : 'are'} none`)];
  const counts = agree === undefined || (Number.isInteger(agree) && agree >= 1 && agree <= methods.length);
  return [...(counts ? [] : [cannotAgree(methods.length)]), ...methods.flatMap((one) => [...optionProblems(one)])];
}

export function isMethod(value: unknown): value is AnomalyMethod {
  return isRecord(value) && value['kind'] === 'anomaly-method' && anomalyMethods.has(String(value['form']));
}

function* optionProblems({ form, options }: AnomalyMethod): Generator<AlertProblem> {
  const kind = anomalyMethods.get(form);
  if (!kind || !isRecord(options)) return yield wrong('it has no options that can be read');
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const wrongOnes = given.filter(([name, value]) => !kind.fields[name]?.fits(value));
  for (const [name] of wrongOnes) {
    const field = Object.hasOwn(kind.fields, name) ? kind.fields[name] : undefined;
    const known = Object.keys(kind.fields).join(', ');
    yield {
      code: 'alert/anomaly-method',
      message: field ? `\`${name}\` of ${form} is no value it can have.` : `${form} has no option \`${name}\`.`,
      fix: field ? `write ${field.wanted}` : `use ${known}`,
    };
  }
  const missing = Object.entries(kind.fields).filter(
    ([name, field]) => field.needed && (options as Record<string, unknown>)[name] === undefined,
  );
  for (const [name, field] of missing) {
    yield { code: 'alert/anomaly-method', message: `${form} lacks \`${name}\`.`, fix: `write ${field.wanted}` };
  }
  if (wrongOnes.length === 0 && missing.length === 0) yield* kind.problems?.(options) ?? [];
}

function wrong(what: string): AlertProblem {
  return { code: 'alert/anomaly-method', message: `The method cannot be used: ${what}.`, fix: FIX };
}

function cannotAgree(methods: number): AlertProblem {
  return {
    code: 'alert/anomaly-method',
    message: `\`agree\` is no number of methods: there are ${methods}.`,
    fix: `write a whole number from 1 to ${methods}, or leave it out for all`,
  };
}
