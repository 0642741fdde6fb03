import { expect, it } from 'vitest';
import { base, resolveAll } from '../../support/estate.ts';
import { promtool, ruleFailures } from '../../support/rule-tests.ts';
import { alertExamples } from './examples.ts';
import { checkout } from './shop.ts';

it('x', async () => {
  const { artifacts, derived, diagnostics } = resolveAll({ ...base, checkout, alerts: alertExamples });
  console.log(
    diagnostics.map(({ code, severity, at, message, fix }) => [severity, code, at, message, fix].join(' | ')).join('\n'),
  );
  for (const { kind, path, text } of artifacts) if (kind === 'prometheus-rules') console.log(text);
  const t = artifacts.filter(({ kind }) => kind === 'prometheus-tests');
  console.log(t.map(({ text, path }) => path + text.slice(0, 3000)).join('\n'));
  console.log(derived.tests.length, await ruleFailures(artifacts, { generated: 'checkout' }));
});
