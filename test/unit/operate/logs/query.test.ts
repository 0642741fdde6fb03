import { expect, test } from 'vitest';
import type { LogStream } from '../../../../src/model/telemetry.ts';
import { countQuery, type LogSearch, logsQuery } from '../../../../src/program.ts';

import { printLogql } from '../../../../src/query/logql/print.ts';

const declared = { service: { name: 'shop' }, name: 'app', labels: { level: {} }, fields: { order: 'number' } };
const streams = [declared as unknown as LogStream]; // what a query reads of it
const search = (more: Partial<LogSearch>): LogSearch => ({ services: ['shop'], streams, where: [], contains: [], ...more });
const JSON_STAGES = '| json | drop __error__, __error_details__';

test('a declared field is looked for beside the line and in it', () => {
  expect(printLogql(logsQuery(search({ where: [['order', '7']] })))).toBe(`{service_name="shop"} ${JSON_STAGES} | order = "7"`);
  expect(printLogql(logsQuery(search({ correlationId: 'c-1' })))).toContain(`${JSON_STAGES} | correlation_id = "c-1"`);
});

test('a field that nobody declares may stand in the metadata of the line', () => {
  expect(printLogql(logsQuery(search({ where: [['task', '7']] })))).toBe(
    `{service_name="shop"} ${JSON_STAGES} | task = "7" or metadata_task = "7"`,
  );
});

test('lines are not taken apart for what the index holds', () => {
  expect(printLogql(logsQuery(search({ where: [['level', 'error']], level: 'warn' })))).not.toContain('json');
  expect(countQuery(search({}), 60, ['level'])).not.toContain('json');
  expect(countQuery(search({}), 60, ['order'])).toContain(JSON_STAGES);
});
