import type { Duration, Url } from '../kernel/literals.ts';
import { define } from '../kernel/place.ts';

interface BucketOptions {
  /** The rule of the bucket that deletes objects by their age: what a server is told to keep longer would be gone. @default none */
  readonly expires?: Duration;
}

export interface S3Options extends BucketOptions {
  readonly bucket: string;
  /** @default 'us-east-1' */
  readonly region?: string;
  /** Without TLS only as `http://`, for a store on the same machine. @default `https://s3.<region>.amazonaws.com` */
  readonly endpoint?: Url;
  /** `endpoint/bucket` instead of `bucket.endpoint`. @default true for every endpoint but Amazon's */
  readonly pathStyle?: boolean;
  /**
   * What the store encrypts objects with: `'SSE-S3'` keys of its own, or a key of AWS KMS by its id.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html @default the bucket's own setting
   */
  readonly encryption?: 'SSE-S3' | { readonly kmsKey: string };
}
export interface S3 extends S3Options {
  readonly kind: 'object-store';
  readonly type: 's3';
}

/** An S3 bucket. Credentials are the machine's role or `AWS_ACCESS_KEY_ID` of the server's environment, never a setting. */
export function s3(options: S3Options): S3 {
  return define({ kind: 'object-store', type: 's3', ...options }, s3, options);
}

export interface GcsOptions extends BucketOptions {
  readonly bucket: string;
}
export interface Gcs extends GcsOptions {
  readonly kind: 'object-store';
  readonly type: 'gcs';
}

/** A bucket of Google Cloud Storage. Credentials are the machine's account or the file `GOOGLE_APPLICATION_CREDENTIALS` names. */
export function gcs(options: GcsOptions): Gcs {
  return define({ kind: 'object-store', type: 'gcs', ...options }, gcs, options);
}

export interface AzureBlobOptions extends BucketOptions {
  /** The storage account. */
  readonly account: string;
  readonly container: string;
  /** Of other clouds: `'blob.core.chinacloudapi.cn'`. @default Azure's own */
  readonly endpointSuffix?: string;
}
export interface AzureBlob extends AzureBlobOptions {
  readonly kind: 'object-store';
  readonly type: 'azure';
}

/** A container of Azure Blob Storage. Credentials are the machine's managed identity, or `AZURE_CLIENT_ID` and its like. */
export function azureBlob(options: AzureBlobOptions): AzureBlob {
  return define({ kind: 'object-store', type: 'azure', ...options }, azureBlob, options);
}

export interface FilesystemOptions {
  /** Absolute, on the server's disk. */
  readonly directory: `/${string}`;
}
export interface Filesystem extends FilesystemOptions {
  readonly kind: 'object-store';
  readonly type: 'filesystem';
}

/** A directory on the server's own disk: one process only. */
export function filesystem(options: FilesystemOptions): Filesystem {
  return define({ kind: 'object-store', type: 'filesystem', ...options }, filesystem, options);
}

export type Store = S3 | Gcs | AzureBlob | Filesystem;
