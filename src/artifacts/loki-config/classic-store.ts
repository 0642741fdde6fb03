import { compact } from '../../kernel/canonical.ts';
import type { ObjectStore } from '../../model/object-store.ts';
import { encrypted } from '../object-store.ts';

type Blocks = Readonly<Record<string, unknown>>;

/** A store as Loki before 3.4 reads it: a block of its own in storage_config. https://grafana.com/docs/loki/v2.9.x/configure/#storage_config */
export function classicStore(store: ObjectStore): Blocks {
  if (store.type === 'filesystem') return { filesystem: { directory: store.directory } };
  return { [store.type === 's3' ? 'aws' : store.type]: bucket(store) };
}

/** What was `ruler.storage` before it stood at the top level. `rules` are read-only where they lie in a directory. */
export function classicRulerStore(store: ObjectStore, rules: string): Blocks {
  if (store.type === 'filesystem') return { type: 'local', local: { directory: rules } };
  return { type: store.type, [store.type]: bucket(store) };
}

function bucket(store: Exclude<ObjectStore, { type: 'filesystem' }>): Blocks {
  switch (store.type) {
    case 'gcs':
      return { bucket_name: store.bucket };
    case 'azure': {
      const { account, container, endpointSuffix } = store;
      const names = { account_name: account, container_name: container, endpoint_suffix: endpointSuffix };
      return compact({ ...names, use_managed_identity: true });
    }
    case 's3': {
      const { bucket: bucketnames, endpoint, insecure, pathStyle, region } = store;
      const reached = { endpoint, region, ...(insecure && { insecure }), ...(pathStyle && { s3forcepathstyle: true }) };
      return { bucketnames, ...reached, ...encrypted(store) };
    }
  }
}
