import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/kernel/canonical.ts';
import { kebab } from '../../../src/panels/identity.ts';
import { compiledPanels } from './compiled.ts';
import { panelExamples } from './examples.ts';

describe.each(Object.entries(panelExamples))('%s', (type, examples) => {
  test.each(examples.map((example) => [example.options.title, example] as const))('%s', async (title, example) => {
    const [json] = compiledPanels([example]);
    await expect(`${canonicalJson(json, 2)}\n`).toMatchFileSnapshot(`../../golden/grafana/panels/${type}/${kebab(title)}.json`);
  });
});
