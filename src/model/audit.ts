import type { Connection } from './connection.ts';

/** Where it is written down who did what to a target. */
export type AuditSink =
  | { readonly to: 'file'; readonly path: string }
  | { readonly to: 'loki'; readonly connection: Connection; readonly labels: Readonly<Record<string, string>> };
