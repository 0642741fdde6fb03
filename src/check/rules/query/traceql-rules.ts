import type { Site } from '../../../authored/context.ts';
import type { Diagnostic } from '../../../kernel/diagnostic.ts';
import type { PanelQuery } from '../../../model/dashboard.ts';
import type { Derived } from '../../../model/derived.ts';
import type { Estate } from '../../../model/estate.ts';
import type { Tracing } from '../../../model/telemetry.ts';
import { type AnalyseOptions, analyseTraceql } from '../../../query/traceql/analyse.ts';
import type { TraceqlProblem } from '../../../query/traceql/problem.ts';
import type { AttributeShape, TraceCatalogue } from '../../../query/traceql/shape.ts';
import { everyPanel } from '../../every-panel.ts';
import { finding } from '../../finding.ts';
import type { CheckInput, Explanation, Rule } from '../../rule.ts';
import { traceqlExplanations } from './traceql-explanations.ts';

/** One rule for each code the reading and analysis of TraceQL give. */
export const traceqlRules: readonly Rule[] = traceqlExplanations.map(
  (explanation): Rule => ({ ...explanation, about: 'query', run: (input) => problemsOf(explanation, input) }),
);

interface Use {
  readonly text: string;
  readonly site: Site;
  readonly wanted: AnalyseOptions['wanted'];
}

/** A trace id, or a variable that holds one: Grafana's Tempo takes it in the place of a query. */
const NO_QUERY = /^(?:[0-9a-fA-F]{16,32}|\$\w+|\$\{\w+\}|)$/;

function* problemsOf(rule: Explanation, { derived }: CheckInput): Iterable<Diagnostic> {
  const catalogue = catalogueOf(derived.estate);
  for (const use of usesIn(derived)) {
    const problems = analyseTraceql(use.text, { catalogue, wanted: use.wanted, grafana: true });
    for (const problem of problems) if (problem.code === rule.code) yield diagnose(rule, problem, use);
  }
}

function diagnose(rule: Explanation, { message, span, fix, severity }: TraceqlProblem, { text, site }: Use): Diagnostic {
  return finding(rule, { address: site.at, origin: site.origin }, message, {
    excerpt: { text, from: span.from, to: span.to },
    ...(severity === undefined ? {} : { severity }),
    ...(fix === undefined ? {} : { fix }),
  });
}

function usesIn(derived: Derived): Use[] {
  return everyPanel(derived).flatMap(({ panel, dashboard }) =>
    panel.queries.flatMap((query): Use[] => {
      const { engine, text } = query.query;
      if (engine !== 'tempo' || NO_QUERY.test(text)) return [];
      return [{ text, site: { at: dashboard.address, origin: panel.origin, grafana: true }, wanted: wantedBy(query) }];
    }),
  );
}

/** A table shows either. */
function wantedBy({ format }: PanelQuery): Use['wanted'] {
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
