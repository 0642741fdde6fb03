import type { Unit } from '../../../kernel/unit.ts';
import type { Metric } from '../../../model/service.ts';
import { finding } from '../../finding.ts';
import type { Rule } from '../../rule.ts';
import { writtenMetrics } from './written-metrics.ts';

/** https://prometheus.io/docs/practices/naming/ */
export const name: Rule = {
  code: 'metric/name',
  severity: 'warning',
  about: 'metric',
  why: 'The name is all a reader of a query sees: it must say the unit and whether the value only grows. A gauge called `_total` gets a rate, and seconds called `_ms` are a thousand times off.',
  bad: "gauge({ name: 'threads_total', help: 'Threads.' }); // _total says that it only grows",
  good: "gauge({ name: 'threads', help: 'Threads.' });",
  *run({ derived }) {
    for (const metric of writtenMetrics(derived)) {
      const problem = NAME_CHECKS.map((check) => check(metric)).find((found) => found !== undefined);
      if (problem) yield finding(name, metric, problem.message, { fix: problem.fix });
    }
  },
};

interface NameProblem {
  readonly message: string;
  readonly fix: string;
}
type NameCheck = (metric: Metric) => NameProblem | undefined;

const SUFFIX_OF: Readonly<Record<Unit, string>> = {
  seconds: '_seconds',
  bytes: '_bytes',
  ratio: '_ratio',
  celsius: '_celsius',
  count: '',
};
const SHORT: Readonly<Record<string, string>> = {
  ms: 'seconds',
  us: 'seconds',
  ns: 'seconds',
  milliseconds: 'seconds',
  microseconds: 'seconds',
  nanoseconds: 'seconds',
  sec: 'seconds',
  secs: 'seconds',
  minutes: 'seconds',
  hours: 'seconds',
  days: 'seconds',
  kb: 'bytes',
  mb: 'bytes',
  gb: 'bytes',
  kilobytes: 'bytes',
  megabytes: 'bytes',
  gigabytes: 'bytes',
  bits: 'bytes',
  fahrenheit: 'celsius',
};
const TYPES = /_(gauge|counter|histogram|summary)(_|$)/;

/** The first that complains speaks: one name has one thing to mend at a time. */
const NAME_CHECKS: readonly NameCheck[] = [form, total, part, abbreviation, typeInName, unitSuffix, infoSuffix];

function form({ name: seen }: Metric): NameProblem | undefined {
  if (/^[a-z][a-z0-9_]*$/.test(seen)) return undefined;
  if (seen.includes(':'))
    return { message: `${seen} holds a colon, which is for recordings.`, fix: `call it ${snakeCase(seen)}` };
  return { message: `${JSON.stringify(seen)} is not snake_case.`, fix: `call it ${snakeCase(seen)}` };
}

function total({ name: seen, type }: Metric): NameProblem | undefined {
  if (type === 'counter' && !seen.endsWith('_total'))
    return { message: `The counter ${seen} does not end in _total.`, fix: `call it ${seen}_total` };
  if (type === 'counter' || !seen.endsWith('_total')) return undefined;
  const fix = `call it ${seen.slice(0, -'_total'.length)}, or make it a counter if it only grows`;
  return { message: `${seen} is a ${type}, but _total says that it only grows.`, fix };
}

function part({ name: seen, type }: Metric): NameProblem | undefined {
  const suffix = /_(bucket|sum|count)$/.exec(seen)?.[0];
  if (suffix === undefined) return undefined;
  return {
    message: `The ${type} ${seen} ends in ${suffix}, which names a series of a histogram.`,
    fix: `call it ${seen.slice(0, -suffix.length)}`,
  };
}

function abbreviation({ name: seen }: Metric): NameProblem | undefined {
  const word =
    seen
      .replace(/_total$/, '')
      .split('_')
      .at(-1) ?? '';
  const unit = Object.hasOwn(SHORT, word) ? SHORT[word] : undefined;
  if (unit === undefined) return undefined;
  const renamed = seen.replace(new RegExp(`_${word}(_total)?$`), `_${unit}$1`);
  return {
    message: `${seen} is measured in ${word}; Prometheus counts in ${unit}.`,
    fix: `call it ${renamed} and observe ${unit}`,
  };
}

function typeInName({ name: seen }: Metric): NameProblem | undefined {
  const type = TYPES.exec(seen)?.[1];
  if (type === undefined) return undefined;
  return { message: `${seen} has its type, ${type}, in the name.`, fix: `leave it out: ${seen.replace(TYPES, '$2')}` };
}

function unitSuffix({ name: seen, unit }: Metric): NameProblem | undefined {
  const base = seen.replace(/_total$/, '');
  const wanted = SUFFIX_OF[unit];
  if (wanted !== '' && !base.endsWith(wanted)) {
    const renamed = `${base}${wanted}${seen.slice(base.length)}`;
    return { message: `${seen} is measured in ${unit}, which its name does not say.`, fix: `call it ${renamed}` };
  }
  const said = Object.entries(SUFFIX_OF).find(([other, suffix]) => other !== unit && suffix !== '' && base.endsWith(suffix))?.[0];
  if (said === undefined) return undefined;
  return { message: `The name ${seen} says ${said}, its unit is ${unit}.`, fix: `write unit: '${said}'` };
}

function infoSuffix({ name: seen, type }: Metric): NameProblem | undefined {
  if (type !== 'info' || seen.endsWith('_info')) return undefined;
  return { message: `The info metric ${seen} does not end in _info.`, fix: `call it ${seen}_info` };
}

function snakeCase(text: string): string {
  const words = text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').split(/[^A-Za-z0-9]+/);
  return words
    .filter((word) => word !== '')
    .join('_')
    .toLowerCase();
}
