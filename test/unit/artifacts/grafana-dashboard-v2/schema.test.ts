import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { v2Spec } from '../../../../src/artifacts/grafana-dashboard-v2/spec.ts';
import { hasV2Schema, v2Validator } from '../../../support/grafana-v2-schema.ts';
import { compiledDashboard } from '../../panels/compiled.ts';
import { panelExamples } from '../../panels/examples.ts';

const FOLDER = new URL('../../../fixtures/grafana/conversions/', import.meta.url);
const GENERATED = new URL('../../../../generated/production/grafana/dashboards/', import.meta.url);
const readJson = (url: URL) => JSON.parse(readFileSync(url, 'utf8'));

describe.skipIf(!hasV2Schema)('Grafana’s description of v2beta1', () => {
  const validate = hasV2Schema ? v2Validator() : () => [];

  test.each(readdirSync(FOLDER))('takes what Grafana answered: %s', (file) => {
    expect(validate(readJson(new URL(file, FOLDER)).v2beta1)).toEqual([]);
  });

  test.each(readdirSync(GENERATED, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json')))(
    'takes our %s',
    (file) => expect(validate(v2Spec(readJson(new URL(file, GENERATED))))).toEqual([]),
  );

  test.each(Object.entries(panelExamples))('takes our panels of the type %s', (_type, examples) =>
    expect(validate(v2Spec(compiledDashboard(examples)))).toEqual([]),
  );

  test('refuses an unknown field, a missing one and a wrong type', () => {
    const { v2beta1 } = readJson(new URL('rows.json', FOLDER));
    expect(validate({ ...v2beta1, colour: 'red' })).not.toEqual([]);
    expect(validate({ ...v2beta1, title: 3 })).not.toEqual([]);
    expect(validate({ ...v2beta1, layout: undefined })).not.toEqual([]);
    expect(validate({ ...v2beta1, layout: { ...v2beta1.layout, kind: 'RowLayout' } })).not.toEqual([]);
    const [row] = v2beta1.layout.spec.rows;
    const misspelt = { ...row, spec: { ...row.spec, colapse: true } };
    expect(validate({ ...v2beta1, layout: { kind: 'RowsLayout', spec: { rows: [misspelt] } } })).not.toEqual([]);
  });
});
