import { parseDuration, printDuration } from '../../kernel/duration.ts';
import { expiresMsOf, type ObjectStore } from '../../model/object-store.ts';
import type { AzureBlob, Filesystem, Gcs, S3, Store } from '../stores.ts';

/** Says what is wrong with a server: the part of the code after its name, what was seen, what to write. */
export type Tell = (code: string, message: string, fix: string) => void;

/** By kind of store: a new one is a constructor and a line here. */
const READERS: { readonly [K in Store['type']]: (store: Extract<Store, { type: K }>, tell: Tell) => ObjectStore } = {
  filesystem: ({ directory }: Filesystem) => ({ type: 'filesystem', directory }),
  s3: (store, tell) => ({ ...s3Of(store), ...expiry(store, tell) }),
  gcs: (store: Gcs, tell) => ({ type: 'gcs', bucket: store.bucket, ...expiry(store, tell) }),
  azure: (store: AzureBlob, tell) => {
    const { account, container, endpointSuffix } = store;
    return { type: 'azure', account, container, endpointSuffix, ...expiry(store, tell) };
  },
};

export function storeOf(store: Store, tell: Tell): ObjectStore {
  const read = READERS[store.type] as (store: Store, tell: Tell) => ObjectStore; // the reader of its own type
  return read(store, tell);
}

/** What the store deletes before the server would. */
export function checkKept(store: ObjectStore, retentionMs: number, tell: Tell): void {
  const expiresMs = expiresMsOf(store);
  if (expiresMs === undefined || retentionMs <= expiresMs) return;
  tell(
    'retention',
    `What is to be kept ${printDuration(retentionMs)} is deleted by the store after ${printDuration(expiresMs)}.`,
    `write retention: '${printDuration(expiresMs)}' or less, or let the store keep it longer`,
  );
}

function s3Of({ bucket, encryption, endpoint, pathStyle, region = 'us-east-1' }: S3): Extract<ObjectStore, { type: 's3' }> {
  const url = endpoint ?? `https://s3.${region}.amazonaws.com`;
  const host = url.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  const amazon = /\.amazonaws\.com(?:\.cn)?$/.test(host);
  const reached = { endpoint: host, insecure: url.startsWith('http://'), pathStyle: pathStyle ?? !amazon };
  return { type: 's3', bucket, region, ...reached, ...(encryption && { encryption }) };
}

function expiry({ expires }: { readonly expires?: string }, tell: Tell): { readonly expiresMs?: number } {
  if (expires === undefined) return {};
  const expiresMs = parseDuration(expires);
  if (expiresMs !== undefined && expiresMs > 0) return { expiresMs };
  tell('store', `expires ${JSON.stringify(expires)} is no duration above zero.`, "write expires: '400d'");
  return {};
}
