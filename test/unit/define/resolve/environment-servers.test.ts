import { expect, test } from 'vitest';
import { environment, grafana } from '../../../../src/define/environment.ts';
import { loki } from '../../../../src/define/servers-telemetry.ts';
import { base, resolveAll } from '../../../support/estate.ts';

const FIELDS = ['prometheus', 'alertmanager', 'loki', 'tempo', 'mimir', 'collector', 'grafana', 'kubernetes'];

/** What is said of an environment that has this beside its name. */
const told = (servers: object): string[] =>
  resolveAll({ ...base, live: environment({ name: 'live', ...servers } as never) }).diagnostics.flatMap(
    ({ code, fix, message }) => (code === 'definition/wrong-value' ? [`${message} ${fix}`] : []),
  );

test.each(FIELDS)('%s that is no such server is told', (field) => {
  const another = field === 'grafana' ? loki({ version: '3.7' }) : grafana({ version: '12.4', url: 'https://g.example.org' });
  for (const value of [null, 5, 'x', true, {}, [], another])
    expect(told({ [field]: value }), String(value)).toEqual([expect.stringMatching(new RegExp(`\`${field}\`.*leave it out`))]);
  expect(told({ [field]: undefined })).toEqual([]);
});
