import type { Site } from '../authored/context.ts';
import type { PanelQuery } from '../model/dashboard.ts';
import type { Derived } from '../model/derived.ts';
import type { Estate } from '../model/estate.ts';
import type { Tracing } from '../model/telemetry.ts';
import { type AnalyseOptions, analyseTraceql } from '../query/traceql/analyse.ts';
import type { TraceqlProblem } from '../query/traceql/problem.ts';
import type { AttributeShape, TraceCatalogue } from '../query/traceql/shape.ts';
import { everyPanel } from './every-panel.ts';

/** A TraceQL query of a panel, where it is, and what reading and analysing it found. */
export interface TraceqlUse {
  readonly text: string;
  readonly site: Site;
  readonly problems: readonly TraceqlProblem[];
}

/** A trace id, or a variable that holds one: Grafana's Tempo takes it in the place of a query. */
const NO_QUERY = /^(?:[0-9a-fA-F]{16,32}|\$\w+|\$\{\w+\}|)$/;

/** Every TraceQL query of the panels. */
export function traceqlUses(derived: Derived): TraceqlUse[] {
  const catalogue = catalogueOf(derived.estate);
  const written = new Set(derived.estate.dashboards);
  return everyPanel(derived).flatMap(({ panel, dashboard }) =>
    panel.queries.flatMap((query): TraceqlUse[] => {
      const { engine, text } = query.query;
      if (engine !== 'tempo' || NO_QUERY.test(text)) return [];
      const site = { at: dashboard.address, origin: panel.origin, grafana: true };
      const problems = analyseTraceql(text, { catalogue, wanted: wantedBy(query), grafana: true });
      // a derived board asks for what is declared, and a declaration that is odd is told where it stands
      return [
        { text, site, problems: written.has(dashboard) ? problems : problems.filter(({ severity }) => severity === 'error') },
      ];
    }),
  );
}

/** A table shows either. */
function wantedBy({ format }: PanelQuery): AnalyseOptions['wanted'] {
  if (format === 'table') return undefined;
  return format === 'traces' ? 'traces' : 'series';
}

function catalogueOf({ services, tracings }: Estate): TraceCatalogue {
  return {
    services: services.map(({ name }) => name),
    traces: tracings.map((tracing) => ({ service: tracing.service.name, attributes: attributesOf(tracing) })),
  };
}

function attributesOf({ attributes, attributeValues }: Tracing): Readonly<Record<string, AttributeShape>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, kind]) => {
      const values = attributeValues[name];
      return [name, { type: kind === 'number' ? 'number' : 'text', ...(values ? { values } : {}) }];
    }),
  );
}
