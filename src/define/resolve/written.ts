import type { Address } from '../../kernel/address.ts';
import type { Report } from './report.ts';
import { shown } from './shown.ts';

/** Where something is written, for what is told of it. */
export interface Written {
  /** `grafana`, `prometheus.reload` */
  readonly field: string;
  readonly at: Address;
  readonly origin: object;
  readonly report: Report;
}

/** Fields nobody reads are a misspelt setting. */
export function unknownFields(value: object, known: ReadonlySet<string>, where: Written): void {
  const strange = Object.keys(value).filter((key) => !known.has(key));
  if (strange.length === 0) return;
  const { field, at, origin, report } = where;
  const fix = `write only ${[...known].filter((one) => one !== 'kind').join(', ')}`;
  report.error('definition/wrong-value', at, `\`${field}\` has ${strange.join(', ')}, which nothing reads.`, { origin, fix });
}

/** What cannot stand there at all. */
export function wrong(value: unknown, wanted: string, { field, at, origin, report }: Written): void {
  report.error('definition/wrong-value', at, `\`${field}\` is ${shown(value)}.`, { origin, fix: `write ${wanted}` });
}
