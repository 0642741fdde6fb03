import { feedOfText } from '../feed.ts';
import type { AlertParts, AlertScope } from '../kind.ts';
import { snakeCase } from '../record-ahead.ts';
import { anomalyCases } from './cases.ts';
import type { CompositeMethod } from './composite.ts';
import type { AnomalyMethod, Normal } from './method.ts';
import { anomalyMethods } from './methods.ts';
import { type Direction, type Least, type Odd, oddOf, sidesOf } from './odd.ts';

export interface Judgement {
  /** The query of the measurement. */
  readonly of: string;
  /** A series that is there without being asked for: a gauge or a recording. */
  readonly isSeries: boolean;
  readonly method: AnomalyMethod | CompositeMethod;
  readonly direction: Direction;
  readonly least: Least;
  readonly forMs: number;
}

/** A method and what it gives, with the names its recordings have. */
interface Judge {
  readonly normal: Normal;
  readonly odd: Odd;
  readonly record: (operation: string) => string;
}

const SIDE = { rise: ', and higher', drop: ', and lower', both: '' } as const;

/** The measurement, what each method expects of it, and the comparison, the last as the query of the alert. */
export function anomalyParts(judgement: Judgement, scope: AlertScope): AlertParts {
  const { of, isSeries, method, direction, least } = judgement;
  const name = namer(scope);
  const ahead = isSeries ? [] : [{ name: name('value'), promql: of }];
  const value = isSeries ? of : name('value');
  if (method.kind === 'anomaly-method') {
    const judge = judgeOf(method, value, least, name);
    const query = sidesOf(direction)
      .map((side) => conditionOf(judge.odd, side))
      .join(' or ');
    const says = `not ${judge.normal.meaning}${SIDE[direction]}`;
    return { ...partsOf(query, [ahead, recordingsOf([judge])], scope, says), cases: casesOf(judgement, [judge]) };
  }
  const { methods, agree = methods.length } = method.options;
  const judges = prefixed(methods).map(([prefix, one]) =>
    judgeOf(one, value, least, (operation) => name(`${prefix}_${operation}`)),
  );
  const counts = sidesOf(direction).map((side) => ({ name: name(`agreeing_${side}`), promql: agreeing(judges, side, value) }));
  const query = counts.map((count) => `${count.name} >= ${agree}`).join(' or ');
  const says = `by ${agree} of ${methods.length} not what it was${SIDE[direction]}: ${judges.map(({ normal }) => normal.meaning).join('; ')}`;
  return { ...partsOf(query, [ahead, recordingsOf(judges), counts], scope, says), cases: casesOf(judgement, judges) };
}

interface Named {
  readonly name: string;
  readonly promql: string;
}

function partsOf(query: string, ahead: readonly (readonly Named[])[], scope: AlertScope, says: string): AlertParts {
  const { context, site } = scope;
  const recordings = ahead.flat().map(({ name, promql }) => {
    return { name, query: context.text(promql, site), labels: {}, selector: name };
  });
  return { query: context.text(query, site), recordings, numbers: [says] };
}

function casesOf({ of, direction, least, forMs }: Judgement, judges: readonly Judge[]) {
  return anomalyCases({ feed: feedOfText(of), normals: judges.map(({ normal }) => normal), direction, least, forMs });
}

function recordingsOf(judges: readonly Judge[]): Named[] {
  return judges.flatMap(({ odd, record }) => odd.ahead.map(({ operation, promql }) => ({ name: record(operation), promql })));
}

function judgeOf(method: AnomalyMethod, value: string, least: Least, record: Judge['record']): Judge {
  const kind = anomalyMethods.get(method.form);
  if (!kind) throw new Error(`no anomaly method ${method.form}`);
  const normal = kind.normal(method.options, value, record);
  return { normal, odd: oddOf(normal, least, record), record };
}

function conditionOf({ sides }: Odd, side: 'rise' | 'drop', modifier = ''): string {
  const { left, op, right } = sides[side];
  return `${left} ${op}${modifier} (${right})`;
}

/** How many call it odd; one without an answer yet does not. */
function agreeing(judges: readonly Judge[], side: 'rise' | 'drop', value: string): string {
  return judges.map(({ odd }) => `((${conditionOf(odd, side, ' bool')}) or 0 * ${value})`).join(' + ');
}

/** `z_score`, and `z_score_2` for a second one. */
function prefixed(methods: readonly AnomalyMethod[]): [string, AnomalyMethod][] {
  const seen = new Map<string, number>();
  return methods.map((method) => {
    const count = (seen.get(method.form) ?? 0) + 1;
    seen.set(method.form, count);
    const form = method.form.replaceAll('-', '_');
    return [count === 1 ? form : `${form}_${count}`, method];
  });
}

function namer({ name, service }: AlertScope): (operation: string) => string {
  return (operation) => `${snakeCase(service.name)}:${snakeCase(name)}:${operation}`;
}
