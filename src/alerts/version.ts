import type { AnyInfo, Info } from '../authored/metric.ts';
import { metricOf } from '../authored/query.ts';
import type { Selection } from '../authored/selection.ts';
import type { LabelName } from '../authored/vector.ts';
import { isRecord } from '../kernel/canonical.ts';
import type { SemVer } from '../kernel/literals.ts';
import { nearest } from '../kernel/nearest.ts';
import { printPromql } from '../query/promql/print.ts';
import { sampleSeries } from '../sli/sample.ts';
import { authoredAlert } from './authored-alert.ts';
import { duration, type Field, metricOfKind, needed, positive, quantity, wholeNumber } from './field.ts';
import type { AlertKind, AlertOptions, AlertParts, AlertProblem, AlertRule, AlertScope } from './kind.ts';
import { regressionParts } from './regression.ts';
import { theseVersions, versionsBelow } from './semver-pattern.ts';
import { holdsText, labelsText, sentence, setting } from './texts.ts';
import type { Regression, VersionSettings } from './version-options.ts';

type Which =
  | { /** Every version before this one. */ readonly below: SemVer; readonly deprecated?: never; readonly regression?: never }
  | {
      /** Versions nobody should run. */ readonly deprecated: readonly string[];
      readonly below?: never;
      readonly regression?: never;
    }
  | { readonly regression: Regression; readonly below?: never; readonly deprecated?: never };

export type VersionOptions<M extends AnyInfo> = AlertOptions & {
  /** An info metric with the version as a label. */
  readonly of: M | Selection<M>;
  /** @default 'version' */
  readonly label?: LabelName<NoInfer<M>>;
} & Which;

/**
 * Fires where an old or deprecated version runs, or where a new one fails more often than the one before. Versions are compared by semantic
 * versioning, compiled to a pattern of the label; what is no version of that form is never below another. https://semver.org
 */
export function version<M extends AnyInfo = Info>(options: VersionOptions<M>): AlertRule<'version'> {
  return authoredAlert('version', options, version);
}

const SEMVER = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/;
const OF_REGRESSION: Readonly<Record<string, Field>> = {
  bad: needed(metricOfKind('counter')),
  total: needed(metricOfKind('counter')),
  times: positive,
  atLeast: quantity,
  window: duration,
  minCount: wholeNumber,
  newFor: duration,
};

export const versionKind: AlertKind<VersionSettings> = {
  form: 'version',
  fields: {
    of: needed(metricOfKind('info')),
    label: { fits: (value) => typeof value === 'string', wanted: "the name of a label: 'version'" },
    below: { fits: (value) => typeof value === 'string' && SEMVER.test(value), wanted: "three numbers, without a v: '1.4.0'" },
    deprecated: {
      fits: (value) =>
        Array.isArray(value) &&
        value.length > 0 &&
        value.every((one) => typeof one === 'string' && /^v?[0-9][0-9A-Za-z.+-]*$/.test(one)),
      wanted: "a list of versions: ['1.2.0', '1.3.0-rc.1']",
    },
    regression: { fits: isRecord, wanted: "{ bad: requests.where({ code: '5xx' }), total: requests }" },
  },
  problems,
  parts: (options, scope) =>
    options.regression === undefined ? running(options, scope) : regressionParts(options, options.regression, scope),
};

function problems(options: VersionSettings): AlertProblem[] {
  const { below, deprecated, regression } = options;
  const written = Object.entries({ below, deprecated, regression }).filter(([, value]) => value !== undefined);
  const [one] = written;
  const label = options.label ?? 'version';
  const labels = Object.keys((metricOf(options.of) as { readonly labels?: object }).labels ?? {}); // every metric with labels of its own has the field
  const near = nearest(label, labels);
  return [
    ...(one
      ? []
      : [setting('It is not said which versions.', "write below: '1.4.0', deprecated: ['1.2.0'] or regression: { … }")]),
    ...(written.length > 1
      ? [setting(`${written.map(([name]) => `\`${name}\``).join(' and ')} are written.`, 'make an alert for each')]
      : []),
    ...(labels.includes(label)
      ? []
      : [
          setting(
            `${metricOf(options.of).name} has no label ${label}.`,
            near === undefined ? `write label: one of ${labels.join(', ') || 'none, for it has none'}` : `write label: '${near}'`,
          ),
        ]),
    ...(regression === undefined ? [] : regressionProblems(regression)),
  ];
}

function regressionProblems(regression: Regression): AlertProblem[] {
  const given = regression as unknown as Readonly<Record<string, unknown>>; // read by name, as unknown
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(OF_REGRESSION, name));
  const wrong = Object.entries(OF_REGRESSION).filter(([name, { fits, needed: must }]) =>
    given[name] === undefined ? must : !fits(given[name]),
  );
  return [
    ...unknown.map((name) =>
      setting(`\`regression\` has no \`${name}\`.`, `write one of ${Object.keys(OF_REGRESSION).join(', ')}`),
    ),
    ...wrong.map(([name, { wanted }]) =>
      setting(
        `\`regression.${name}\` is ${given[name] === undefined ? 'missing' : 'something else'}.`,
        `write ${name}: ${wanted}`,
      ),
    ),
  ];
}

const EVERY_MS = 30_000;

function running(options: VersionSettings, { context, site, service }: AlertScope): AlertParts {
  const { of, label = 'version', below, deprecated = [] } = options;
  const pattern = below === undefined ? theseVersions(deprecated) : versionsBelow(below);
  const plain = context.selector(of, site);
  const selector = { ...plain, matchers: [...plain.matchers, { label, op: '=~' as const, value: pattern, span: plain.span }] };
  const which = below === undefined ? `one of ${deprecated.join(', ')}` : `older than ${below}`;
  const old = below === undefined ? (deprecated[0] ?? '') : `${below}-rc.1`;
  const fine = below ?? '999.0.0';
  const series = (value: string) => ({ series: sampleSeries(of, plain, { extra: { [label]: value } }), at: () => 1 });
  return {
    query: context.text(`count by (${label}) (${printPromql(selector)} == 1)`, site),
    summary: sentence(`a version of ${service.name} runs that is ${which}`),
    description: sentence(`${labelsText([label])}{{ $value }} of ${service.name} run it`),
    numbers: [`It fires when a version of ${service.name} runs that is ${which}${holdsText(options)}`],
    cases: [
      { name: `fires for ${old}`, series: [series(old), series(fine)], holds: { fromMs: 0 } },
      { name: `stays quiet with ${fine}`, series: [series(fine)], holds: undefined, lastsMs: 10 * EVERY_MS },
    ],
  };
}
