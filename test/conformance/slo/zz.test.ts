import { test } from 'vitest';
import { compileModule } from '../../../src/program.ts';
import { ruleFailures } from '../../support/rule-tests.ts';
import { estateOf, SUBJECTS } from './mutation-estates.ts';

const only = process.env['SIGNALBOX_SUBJECTS']?.split(',');
test('pass', { timeout: 900000 }, async () => {
  for (const [name, subject] of Object.entries(SUBJECTS)) {
    if (only && !only.includes(name)) continue;
    const { artifacts, diagnostics } = compileModule(estateOf(subject), '2026-11-21');
    const keep = artifacts.map((a) =>
      a.kind === 'prometheus-tests'
        ? {
            ...a,
            text: a.text
              .split(/(?=^ {2}- name: )/m)
              .filter((t) => !/^ {2}- name/.test(t) || new RegExp(process.env['T'] ?? '.').test(t.split('\n')[0] ?? ''))
              .join(''),
          }
        : a,
    );
    const t = Date.now();
    const f = await ruleFailures(keep, { generated: 'shop.slo.it' }).catch((e) => [String(e)]);
    console.log(
      name,
      Date.now() - t,
      f.map((x) => x.slice(0, 700)),
      diagnostics.filter((d) => d.severity === 'error').map((d) => d.code),
    );
  }
});
