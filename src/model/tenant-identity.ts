/** Who a tenant is to servers and to people. */
export interface TenantIdentity {
  readonly name: string;
  /** The `X-Scope-OrgID`. */
  readonly id: string;
}
