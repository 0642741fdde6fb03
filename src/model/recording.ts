import type { Named } from './named.ts';
import type { PromqlQuery } from './query.ts';
import type { Service } from './service.ts';

/** A query an author has Prometheus answer ahead of time; its name is the series'. */
export interface Recording extends Named {
  readonly service: Service;
  readonly query: PromqlQuery;
  /** Labels the rule adds. */
  readonly labels: Readonly<Record<string, string>>;
  /** undefined: the server's evaluation interval. */
  readonly intervalMs: number | undefined;
}
