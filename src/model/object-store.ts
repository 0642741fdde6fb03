/** What the store itself deletes by age; undefined: nothing. */
interface Bucket {
  readonly expiresMs?: number | undefined;
}

export type ObjectStore =
  | { readonly type: 'filesystem'; readonly directory: string }
  | (Bucket & { readonly type: 'gcs'; readonly bucket: string })
  | (Bucket & {
      readonly type: 'azure';
      readonly account: string;
      readonly container: string;
      /** undefined: that of Azure's own cloud. */
      readonly endpointSuffix: string | undefined;
    })
  | (Bucket & {
      readonly type: 's3';
      readonly bucket: string;
      /** `host:port`, without a scheme. */
      readonly endpoint: string;
      readonly region: string;
      /** Plain HTTP: a store on the same machine. */
      readonly insecure: boolean;
      /** `endpoint/bucket` instead of `bucket.endpoint`: what most stores besides Amazon's want. */
      readonly pathStyle: boolean;
      /** undefined: as the bucket is set. */
      readonly encryption?: 'SSE-S3' | { readonly kmsKey: string } | undefined;
    });

/** When the lifecycle of a bucket deletes objects; undefined: never. */
export function expiresMsOf(store: ObjectStore): number | undefined {
  return store.type === 'filesystem' ? undefined : store.expiresMs;
}
