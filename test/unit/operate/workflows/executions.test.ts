import { workflowMetrics } from 'signalbox/metrics';
import { executionTracker, logger, registry } from 'signalbox/runtime';
import { expect, test } from 'vitest';
import { executionsOf, executionsQuery } from '../../../../src/program.ts';
import { printLogql } from '../../../../src/query/logql/print.ts';

/** What the logger of the kit writes of one execution that fails, with or without a declared stream. */
function written(stream: boolean): string[] {
  const lines: string[] = [];
  const service = { kind: 'service', name: 'shop' } as const;
  const log = logger({
    component: 'shop',
    write: (line) => void lines.push(line.trimEnd()),
    ...(stream ? { stream: { kind: 'logs', name: 'app', service, fields: {} } } : {}),
  });
  const tracker = executionTracker(workflowMetrics(), { logger: log, registry: registry() });
  const one = tracker.enqueue({ id: 'e1', workflow: 'order', tenant: 'north' });
  one.start();
  one.step('pay').fail(new Error('card refused'));
  one.fail(new Error('card refused'));
  return lines;
}

const seen = (lines: readonly { line: string; labels?: Record<string, string> }[]) =>
  executionsOf(lines.map(({ line, labels = {} }, at) => ({ at: BigInt(at) * 1_000_000n, labels, line })));
const failed = {
  id: 'e1',
  workflow: 'order',
  tenant: 'north',
  status: 'failed',
  stepsFailed: 1,
  step: 'pay',
  error: 'card refused',
};

test.each([true, false])('lines of the kit tell their execution, with a declared stream: %s', (stream) => {
  expect(seen(written(stream).map((line) => ({ line })))).toMatchObject([failed]);
});

test('fields that a collector and Loki have flattened tell it too', () => {
  const flat = written(true).map((line) => {
    const { message, metadata } = JSON.parse(line) as { message: string; metadata: Record<string, unknown> };
    return {
      line: message,
      labels: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`metadata_${name}`, String(value)])),
    };
  });
  expect(seen(flat)).toMatchObject([failed]);
});

test('one execution is asked for where its id may stand', () => {
  expect(printLogql(executionsQuery('shop', 'e1'))).toBe(
    '{service_name="shop"} |= "workflow." | json | drop __error__, __error_details__ | execution_id = "e1" or metadata_execution_id = "e1"',
  );
  expect(printLogql(executionsQuery(undefined, undefined))).toBe('{service_name=~".+"} |= "workflow."');
});
