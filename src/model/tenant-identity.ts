/** Who a tenant is to servers and to people. */
export interface TenantIdentity {
  readonly name: string;
  /** The `X-Scope-OrgID`. */
  readonly id: string;
}

/** One of those who share an environment. */
export interface Sharing extends TenantIdentity {
  /** The names of its services. */
  readonly services: readonly string[];
}
