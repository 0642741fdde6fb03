import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { grafanaProvisioning } from '../../../../src/artifacts/grafana-provisioning/index.ts';
import { dashboard } from '../../../../src/define/dashboard.ts';
import { resolveDashboards } from '../../../../src/define/dashboard-resolve.ts';
import { authoredSystem, derivedWith, environment, lookup } from '../../panels/phoenix.ts';
import { testContext } from '../../panels/query-context.ts';

const boards = resolveDashboards(
  [dashboard({ name: 'a', title: 'A', system: authoredSystem, sections: [] })],
  testContext(),
  lookup,
);
const { value: drafts } = grafanaProvisioning.compile({ derived: derivedWith(boards.value), environment });

describe('each file is this text', () => {
  test.each(drafts.map((draft) => [draft.path.split('/')[2] ?? '', draft] as const))('%s', async (folder, { path, content }) => {
    expect(path).toBe(`grafana/provisioning/${folder}/signalbox.yaml`);
    await expect(grafanaProvisioning.print(content)).toMatchFileSnapshot(`../../../golden/grafana/provisioning/${folder}.yaml`);
  });
});

test('every dollar is doubled, because Grafana expands variables in these files', () => {
  const text = drafts.map(({ content }) => grafanaProvisioning.print(content)).join('');
  expect(text).toContain('$${__value.raw}');
  expect(text).toContain('{$$__tags}');
  expect(text.replaceAll('$$', '')).not.toContain('$');
});

test('another reader reads what was meant', () => {
  for (const { content } of drafts) expect(load(grafanaProvisioning.print(content))).toEqual(content.content);
});

test('without Grafana there is none', () => {
  const without = { ...environment, servers: { ...environment.servers, grafana: undefined } };
  expect(grafanaProvisioning.compile({ derived: derivedWith([]), environment: without }).value).toEqual([]);
});
