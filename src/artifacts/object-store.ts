import { compact } from '../kernel/canonical.ts';
import type { ObjectStore } from '../model/object-store.ts';

/** A store as Loki and Mimir read it: under the name of its kind. Credentials come from the process's environment or its role. */
export function objectStore(store: ObjectStore): Readonly<Record<string, unknown>> {
  switch (store.type) {
    case 'filesystem':
      return { filesystem: { dir: store.directory } };
    case 'gcs':
      return { gcs: { bucket_name: store.bucket } };
    case 'azure': {
      const { account, container, endpointSuffix } = store;
      return { azure: compact({ account_name: account, container_name: container, endpoint_suffix: endpointSuffix }) };
    }
    case 's3':
      return { s3: s3(store) };
  }
}

/** How objects are encrypted where they lie, in the words that Loki, Tempo and Mimir share; nothing where the bucket says it. */
export function encrypted({ encryption }: Extract<ObjectStore, { type: 's3' }>): Readonly<Record<string, unknown>> {
  if (encryption === undefined) return {};
  const isOwn = encryption === 'SSE-S3';
  return { sse: isOwn ? { type: encryption } : { type: 'SSE-KMS', kms_key_id: encryption.kmsKey } };
}

function s3(store: Extract<ObjectStore, { type: 's3' }>): object {
  const { bucket, endpoint, insecure, pathStyle, region } = store;
  return {
    bucket_name: bucket,
    endpoint,
    region,
    ...(insecure && { insecure: true }),
    ...(pathStyle && { bucket_lookup_type: 'path' }),
    ...encrypted(store),
  };
}
