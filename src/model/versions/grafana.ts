import type { Change } from './change.ts';

const UPGRADE = 'https://grafana.com/docs/grafana/latest/upgrade-guide/';

export const GRAFANA_CHANGES = {
  angular: {
    since: '12.0',
    differs: 'Panels written in Angular (graph, singlestat, table-old, worldmap) are gone.',
    does: 'Writes none of them; one in `panel.raw` is reported.',
    byHand: 'Replace plugins of your own that are written in Angular.',
    source: `${UPGRADE}upgrade-v12.0/`,
  },
  kubernetesApi: {
    since: '12.0',
    differs: 'Dashboards and folders are served by the API of objects (/apis) too.',
    does: 'A deployment asks the server: it uses /apis where it is there, and the older API where it is not.',
    source: 'https://grafana.com/docs/grafana/latest/developers/http_api/apis/',
  },
  secondSchema: {
    since: '12.4',
    differs: 'The second dashboard schema, v2beta1, is served without a feature flag.',
    does: '`v2beta1: true` for an older Grafana is an error (`environment/not-in-version`). The classic JSON, which 11 to 13 read, is what is deployed.',
    source: 'https://grafana.com/docs/grafana/latest/as-code/observability-as-code/schema-v2/',
  },
  legacyPost: {
    since: '13.0',
    differs: 'POST /api/dashboards/db takes whole objects of the API as well; the second schema is served as v2 too.',
    does: 'Nothing: the classic JSON goes the way both have.',
    source: `${UPGRADE}upgrade-v13.0/`,
  },
} as const satisfies Readonly<Record<string, Change>>;
