import type { Field } from '../authored/label.ts';
import type { AnyLogs, LogClass, LogsOptions } from '../authored/log.ts';
import { addressOf } from '../kernel/address.ts';
import { sortedEntries } from '../kernel/canonical.ts';
import { type Diagnostic, type DiagnosticSeverity, error, warning } from '../kernel/diagnostic.ts';
import { parseDuration } from '../kernel/duration.ts';
import { type Outcome, outcome } from '../kernel/outcome.ts';
import type { Service } from '../model/service.ts';
import type { LogStream } from '../model/telemetry.ts';
import type { LabelShape } from '../query/shape.ts';
import { re2Of } from './re2.ts';
import { rateIn } from './resolve-rate.ts';

const DAY_MS = 24 * 3_600_000;
/**
 * How long a stream is kept whose author did not say: an audit trail a year (PCI DSS 10.5.1 asks for twelve months), the
 * machine's own logs two weeks, an application's as long as the server keeps anything.
 */
const CLASS_RETENTION_MS: Readonly<Record<LogClass, number | undefined>> = {
  audit: 365 * DAY_MS,
  system: 14 * DAY_MS,
  application: undefined,
};
/** On every line, whoever wrote it. */
const OURS: ReadonlySet<string> = new Set(['service_name', 'stream']);
/** `max_label_names_per_series`, less the two of ours. https://grafana.com/docs/loki/latest/configure/#limits_config */
const MAX_LABELS = 13;
const LABEL = /^[A-Za-z_][A-Za-z0-9_]*$/;

type Options = LogsOptions<object> & {
  readonly labels: Readonly<Record<string, LabelShape>>;
  readonly fields?: Readonly<Record<string, Field>>;
};
type Report = (code: string, message: string, fix: string, severity?: DiagnosticSeverity) => void;

export function resolveLogs(authored: AnyLogs, service: Service): Outcome<LogStream> {
  const options = authored as unknown as Options; // `logs` copies its options into what it makes
  const address = addressOf(service.name, 'logs', authored.name);
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, message, fix, severity = 'error') =>
    diagnostics.push((severity === 'error' ? error : warning)(code, address, message, { fix, origin: authored }));
  checkLabels(options, report);
  const stream: LogStream = {
    address,
    name: authored.name,
    origin: authored,
    service,
    labels: Object.fromEntries(sortedEntries(options.labels).map(([name, label]) => [name, shapeOf(label)])),
    fields: Object.fromEntries(sortedEntries(options.fields ?? {}).map(([name, field]) => [name, field.kind])),
    ...redaction(options, report),
    retentionMs: retention(options, report),
    class: options.class ?? 'application',
    files: [...new Set(options.files)].sort(),
    from: source(options, report),
    rate: rateIn(options.rate, (message, fix) => report('logs/rate', message, fix)),
  };
  return outcome(stream, diagnostics);
}

function shapeOf({ series, values }: LabelShape): LabelShape {
  return { ...(values && { values }), ...(series !== undefined && { series }) };
}

function checkLabels({ fields = {}, labels }: Options, report: Report): void {
  for (const [name, { values }] of sortedEntries(labels)) {
    if (!LABEL.test(name)) report('logs/label-name', `${JSON.stringify(name)} is no label name.`, 'use letters, digits and _');
    if (OURS.has(name)) report('logs/label-reserved', `Every line already has the label ${name}.`, `remove ${name} from labels`);
    if (name in fields) report('logs/field-is-label', `${name} is a label and a field.`, `remove ${name} from fields`);
    if (!values) {
      const message = `The label ${name} may hold anything, and each value is a stream in Loki's index.`;
      report('logs/open-label', message, `write ${name}: oneOf(…), or make it a field`, 'warning');
    }
  }
  const count = Object.keys(labels).length;
  if (count > MAX_LABELS)
    report(
      'logs/too-many-labels',
      `${count} labels; Loki refuses lines with more than 15, two of them ours.`,
      'make some of them fields',
    );
}

function redaction({ redact = [] }: Options, report: Report): Pick<LogStream, 'redactKeys' | 'redactPatterns'> {
  const keys = redact.filter((one) => typeof one === 'string');
  if (keys.includes('')) report('logs/redact-key', 'An empty key is to be redacted.', 'name the key');
  const patterns = redact.flatMap((one) => {
    if (typeof one === 'string') return [];
    const { problem, text } = re2Of(one);
    if (problem !== undefined)
      report('logs/redact-pattern', `The collector cannot read ${String(one)}: ${problem}.`, 'write it in RE2');
    return problem === undefined ? [text] : [];
  });
  return { redactKeys: [...new Set(keys)].filter((key) => key !== '').sort(), redactPatterns: [...new Set(patterns)].sort() };
}

function retention({ class: kind = 'application', retention: text }: Options, report: Report): number | undefined {
  if (text === undefined) return CLASS_RETENTION_MS[kind];
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined)
    report('logs/retention', `retention ${JSON.stringify(text)} is no duration.`, "write retention: '30d'");
  else if (milliseconds < DAY_MS)
    report('logs/short-retention', `Loki deletes by the day: retention ${text} is below 24h.`, "write retention: '1d' or more");
  else return milliseconds;
  return CLASS_RETENTION_MS[kind];
}

function source({ files, from }: Options, report: Report): LogStream['from'] {
  if (files && from) report('logs/two-sources', `The stream comes from files and from ${from}.`, 'give one of files and from');
  if (files?.length === 0)
    report('logs/no-files', 'files is empty: nothing is read.', "write files: ['/var/log/app/*.log'], or leave it out");
  return from ?? (files ? 'files' : 'otlp');
}
