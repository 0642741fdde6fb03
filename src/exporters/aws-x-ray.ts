import { compact } from '../kernel/canonical.ts';
import { type Exporter, type ExporterKind, exporter } from './kind.ts';
import { literal } from './literal.ts';

export interface AwsXrayOptions {
  /** `'eu-central-1'` */
  readonly region: string;
  /** A role to assume. @default the credentials of the machine */
  readonly roleArn?: `arn:${string}`;
  /** Span attributes that become searchable annotations. @default none */
  readonly annotations?: readonly string[];
}

/**
 * Traces to AWS X-Ray. Credentials are the AWS default chain of the collector's machine, never a setting.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/awsxrayexporter
 */
export function awsXray(options: AwsXrayOptions): Exporter {
  return exporter('awsXray', options, awsXray);
}

export const awsXrayKind: ExporterKind<AwsXrayOptions> = {
  type: 'awsXray',
  signals: ['traces'],
  component: 'awsxray',
  problems: ({ region }) =>
    /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)
      ? []
      : [{ message: `${JSON.stringify(region)} is no AWS region.`, fix: "write 'eu-central-1'" }],
  wire: ({ annotations = [], region, roleArn }) => ({
    id: 'awsxray',
    config: compact({
      region,
      role_arn: roleArn === undefined ? undefined : literal(roleArn),
      indexed_attributes: annotations.length > 0 ? annotations.map(literal) : undefined,
    }),
  }),
};
