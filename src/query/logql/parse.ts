import { checkShape } from './check-shape.ts';
import { parseBinary } from './parse-metric.ts';
import type { LogqlProblem } from './problem.ts';
import { GaveUp, Reader, SyntaxProblem } from './reader.ts';
import type { Expr } from './tree.ts';

export interface LogqlOptions {
  /** `$__auto` and `$variables` are what Grafana will put there. @default true */
  readonly grafana?: boolean;
}

export interface ParsedLogql {
  /** Missing where the text is no query; there with problems where Loki reads the query and refuses to run it. */
  readonly expr?: Expr;
  readonly problems: readonly LogqlProblem[];
}

/** The tree of a LogQL text, and everything that is wrong with it. https://grafana.com/docs/loki/latest/query/ */
export function parseLogql(text: string, { grafana = true }: LogqlOptions = {}): ParsedLogql {
  const problems: LogqlProblem[] = [];
  const expr = read(text, grafana, problems);
  if (expr && problems.every(({ code }) => code !== 'logql/syntax')) problems.push(...checkShape(expr));
  const broken = problems.some(({ code }) => code === 'logql/syntax');
  return expr && !broken ? { expr, problems } : { problems };
}

function read(text: string, grafana: boolean, problems: LogqlProblem[]): Expr | undefined {
  let reader: Reader | undefined;
  try {
    reader = new Reader(text, grafana);
    const expr = parseBinary(reader, 0);
    if (reader.peek().kind !== 'end') throw reader.unexpected('the end of the query');
    problems.push(...reader.problems);
    return expr;
  } catch (failure) {
    problems.push(...(reader?.problems ?? []));
    if (failure instanceof SyntaxProblem) problems.push(failure.problem);
    else if (!(failure instanceof GaveUp)) throw failure;
    return undefined;
  }
}
