import type { Expr as AuthoredExpr } from '../../../authored/query.ts';
import { metricOf } from '../../../authored/query.ts';
import { renderPromql } from '../../../define/render-query.ts';
import type { Unit } from '../../../kernel/unit.ts';
import type { Slo } from '../../../model/slo.ts';
import { analysePromql } from '../../../query/promql/analyse.ts';
import { parsePromql } from '../../../query/promql/parse.ts';
import { type Expr, NO_SPAN } from '../../../query/promql/tree.ts';
import type { MetricCatalogue } from '../../../query/shape.ts';
import type { RawRatioOptions } from '../../../sli/raw-ratio.ts';

/** What a query written as a share of good events really answers. */
export interface RawGood {
  readonly slo: Slo;
  readonly text: string;
  readonly expr: Expr;
  readonly unit: Unit | undefined;
  /** Its outermost function is `histogram_quantile`. */
  readonly quantile: boolean;
}

/** The queries of objectives that bring their own ratio. */
export function rawGoods(slos: readonly Slo[], catalogue: MetricCatalogue): RawGood[] {
  return slos.filter(({ sli }) => sli.type === 'raw-ratio').flatMap((slo) => rawGood(slo, catalogue));
}

function rawGood(slo: Slo, catalogue: MetricCatalogue): RawGood[] {
  const { good } = slo.sli.settings as RawRatioOptions; // `rawRatio` is the only maker of this type
  const { text, units } = renderPromql(good, (of) => {
    const suffix = of.kind === 'selection' ? of.suffix : '';
    return { kind: 'vector', span: NO_SPAN, name: `${metricOf(of).name}${suffix}`, matchers: [] };
  });
  const { expr } = parsePromql(text);
  if (!expr) return [];
  const unit = analysePromql(expr, catalogue, { units }).unit ?? unitSaid(good);
  return [{ slo, text, expr, unit, quantile: isQuantile(expr) }];
}

/** A helper such as `ratio` says its unit; a `promql` text has none. */
function unitSaid(good: AuthoredExpr): Unit | undefined {
  return good.unit;
}

function isQuantile(expr: Expr): boolean {
  if (expr.kind === 'paren') return isQuantile(expr.expr);
  return expr.kind === 'call' && expr.func === 'histogram_quantile';
}
