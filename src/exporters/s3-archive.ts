import { compact } from '../kernel/canonical.ts';
import { type Exporter, type ExporterKind, exporter } from './kind.ts';
import { literal } from './literal.ts';

export interface S3ArchiveOptions {
  readonly bucket: string;
  /** @default 'us-east-1' */
  readonly region?: string;
  /** What the keys of all objects begin with. @default 'logs' */
  readonly prefix?: string;
  /** A role to assume. @default the credentials of the machine */
  readonly roleArn?: `arn:${string}`;
}

/**
 * Log lines into a bucket too, compressed, in folders by hour: an archive of what Loki deletes after its retention. How long they stay there, the
 * lifecycle of the bucket says; `signalbox logs` does not read them. Credentials are the AWS default chain of the collector's machine.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/awss3exporter
 */
export function s3Archive(options: S3ArchiveOptions): Exporter {
  return exporter('s3Archive', options, s3Archive);
}

export const s3ArchiveKind: ExporterKind<S3ArchiveOptions> = {
  type: 's3Archive',
  signals: ['logs'],
  component: 'awss3',
  problems: ({ bucket }) =>
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)
      ? []
      : [{ message: `${JSON.stringify(bucket)} is the name of no bucket.`, fix: "write bucket: 'log-archive'" }],
  wire: ({ bucket, prefix = 'logs', region = 'us-east-1', roleArn }) => ({
    id: 'awss3',
    config: {
      s3uploader: compact({
        region,
        s3_bucket: bucket,
        s3_prefix: literal(prefix),
        s3_partition_format: 'year=%Y/month=%m/day=%d/hour=%H',
        s3_partition_timezone: 'UTC',
        role_arn: roleArn === undefined ? undefined : literal(roleArn),
        compression: 'gzip',
      }),
      sending_queue: { batch: { flush_timeout: '1m', sizer: 'bytes', min_size: 10_000_000, max_size: 50_000_000 } },
    },
  }),
};
