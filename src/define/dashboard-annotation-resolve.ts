import type { QueryContext, Site } from '../authored/context.ts';
import type { DashboardAnnotation } from '../model/dashboard-annotation.ts';
import type { AuthoredAnnotation } from './dashboard-annotations.ts';

const MOST_MARKS = 100; // Grafana's own default

/** A layer of marks with every setting. */
export function resolveAnnotation({ options }: AuthoredAnnotation, context: QueryContext, site: Site): DashboardAnnotation {
  const { name, color = 'purple', enable = true, hide = false } = options;
  const layer = { name, color, enable, hide };
  if ('when' in options) {
    const { when, title = name, text = '', tags = [], step = '60s' } = options;
    return { ...layer, from: 'query', query: context.promql(when, site), title, text, tags, step };
  }
  const { tags, matchAny = false, limit = MOST_MARKS } = options;
  return { ...layer, from: 'tags', tags, matchAny, limit };
}
