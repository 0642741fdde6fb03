import type { AnyInfo } from '../../authored/metric.ts';
import type { Expr } from '../../authored/query.ts';
import { type Selection, select } from '../../authored/selection.ts';
import type { Service } from '../../model/service.ts';
import type { Work } from './work.ts';

/** What says which version of a service runs. */
export interface Build {
  readonly service: Service;
  readonly info: Selection<AnyInfo>;
  readonly label: string;
}

const VERSIONS = ['version', 'revision', 'app_version', 'service_version'];

/** Its own build first; that of the runtime below it only where there is nothing else. */
export function buildOf(service: Service): Build | undefined {
  const infos = service.metrics.filter(({ type, labels }) => type === 'info' && VERSIONS.some((label) => labels[label]));
  const info = infos.find(({ catalogue }) => catalogue === undefined) ?? infos[0];
  const label = info && VERSIONS.find((name) => info.labels[name]);
  if (!info || label === undefined) return undefined;
  return { service, info: select(info.origin as AnyInfo, { job: service.job }), label }; // found by its type
}

/** How many instances run each version. */
export function instancesBy({ info, label }: Build): Expr {
  return expression([`count by (${label}) (`, ')'], [info]);
}

/** The share that fails, of each version: nought where nothing ever failed. */
export function shareByVersion({ bad, total }: Work, build: Build): Expr {
  const of = (series: Work['total']) =>
    expression(
      [`sum by (${build.label}) (rate(`, `[$__rate_interval]) * on (job, instance) group_left (${build.label}) `, ')'],
      [series, build.info],
    );
  const whole = of(total);
  return expression(['(', ' or 0 * ', ') / ', ''], [of(bad), whole, whole]);
}

function expression(strings: readonly string[], values: Expr['values']): Expr {
  return { kind: 'expr', type: 'vector', unit: 'count', strings, values };
}
