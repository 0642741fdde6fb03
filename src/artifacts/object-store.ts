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

function s3({ bucket, endpoint, insecure, pathStyle, region }: Extract<ObjectStore, { type: 's3' }>): object {
  return {
    bucket_name: bucket,
    endpoint,
    region,
    ...(insecure && { insecure: true }),
    ...(pathStyle && { bucket_lookup_type: 'path' }),
  };
}
