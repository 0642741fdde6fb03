import type { Execution } from './execution.ts';

/** Found by id, listed by tenant, counted: each in constant time. */
export interface ActiveExecutions {
  get(id: string): Execution | undefined;
  set(execution: Execution): void;
  delete(execution: Execution): void;
  count(tenant?: string): number;
  list(tenant?: string): Iterable<Execution>;
}

export function activeExecutions(): ActiveExecutions {
  const all = new Map<string, Execution>();
  const byTenant = new Map<string, Map<string, Execution>>();
  return {
    get: (id) => all.get(id),
    set: (execution) => {
      all.set(execution.id, execution);
      const of = byTenant.get(execution.tenant) ?? new Map<string, Execution>();
      byTenant.set(execution.tenant, of.set(execution.id, execution));
    },
    delete: ({ id, tenant }) => {
      all.delete(id);
      const of = byTenant.get(tenant);
      of?.delete(id);
      if (of?.size === 0) byTenant.delete(tenant);
    },
    count: (tenant) => (tenant === undefined ? all : byTenant.get(tenant))?.size ?? 0,
    list: (tenant) => (tenant === undefined ? all : byTenant.get(tenant))?.values() ?? [],
  };
}
