import { parseLogs, parseStages } from './parse-logs.ts';
import { parseGrouping, parseParam } from './parse-parts.ts';
import { type Reader, SyntaxProblem } from './reader.ts';
import type { RangeAggregation } from './tree.ts';
import { RANGE_OPERATIONS, type RangeOperation } from './words.ts';

/** `rate({…} | json [5m])` */
export function parseRange(reader: Reader): RangeAggregation {
  const name = reader.next();
  const shape = RANGE_OPERATIONS.get(name.text);
  reader.expect('(');
  const param = shape?.param ? parseParam(reader) : undefined;
  const before = parseLogs(reader);
  const { offset, range } = parseWindow(reader);
  const logs = { ...before, stages: [...before.stages, ...parseStages(reader)] }; // `{…} [5m] | json` is `{…} | json [5m]`
  reader.expect(')');
  const grouping = parseGrouping(reader);
  if (grouping && !shape?.grouping)
    throw new SyntaxProblem(`${name.text} takes no ${grouping.op}.`, reader.spanFrom(name.span.from));
  const node: RangeAggregation = {
    kind: 'range',
    op: name.text,
    param,
    logs,
    range,
    offset,
    grouping,
    span: reader.spanFrom(name.span.from),
  };
  checkUnwrap(node, shape?.unwrap);
  return node;
}

function checkUnwrap({ logs, op, span }: RangeAggregation, unwrap: RangeOperation['unwrap'] | undefined): void {
  const has = logs.stages.some((stage) => stage.kind === 'unwrap');
  if (unwrap === 'needs' && !has) throw new SyntaxProblem(`${op} needs numbers: "| unwrap <label>".`, span);
  if (unwrap === 'refuses' && has) throw new SyntaxProblem(`${op} counts lines and takes no unwrap.`, span);
}

function parseWindow(reader: Reader): { range: string; offset: string | undefined } {
  reader.expect('[');
  const { kind } = reader.peek();
  if (kind !== 'duration' && kind !== 'variable') throw reader.unexpected('a duration such as 5m');
  const range = reader.next().text;
  reader.expect(']');
  if (!reader.take('offset')) return { range, offset: undefined };
  const sign = reader.take('-') ? '-' : '';
  return { range, offset: `${sign}${reader.expectKind('duration', 'a duration such as 1h').text}` };
}
