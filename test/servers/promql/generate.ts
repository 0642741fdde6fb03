import { seriesNames } from '../../../src/query/promql/series.ts';
import type { Random } from './random.ts';
import { RECORDED } from './recordings.ts';
import { METRICS } from './shapes.ts';

const LABELS = [
  'tier',
  'fresh',
  'job',
  'instance',
  'region',
  'code',
  'route',
  'queue',
  'device',
  'version',
  'zone',
  'a',
  'b',
  'le',
  'quantile',
  'mode',
];
const SOURCES = ['__name__', 'missing', ...LABELS] as const;
const VALUES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  job: ['shop', 'bank', 'shop|bank', 'other', ''],
  instance: ['shop-0:80', 'bank-1:80', '.*:80', ''],
  region: ['eu', '', '.+', '.*'],
  code: ['200', '404', '500', '4..', '200|500', '999', '', '.+', '.*'],
  route: ['route0', 'route1', 'route[01]', 'elsewhere', '', '.+'],
  queue: ['in', 'out', 'i.', '', 'none'],
  device: ['device0', 'device.*', ''],
  version: ['version0', '.+'],
  zone: ['a', 'b', 'a|b', 'c'],
  a: ['a0', 'a.*', ''],
  b: ['x', 'y', 'z', ''],
  le: ['0.1', '0.5', '+Inf', '0.1|1.0'],
  quantile: ['0.5', '0.9'],
  mode: ['user', 'idle', 'user|idle', 'system'],
};
const SERIES = ['up', ...RECORDED, ...new Set(METRICS.flatMap(seriesNames))] as [string, ...string[]]; // `up` is there
const RANGED =
  'rate increase irate delta idelta deriv resets changes avg_over_time min_over_time max_over_time sum_over_time count_over_time last_over_time first_over_time present_over_time stddev_over_time stdvar_over_time mad_over_time ts_of_max_over_time ts_of_last_over_time absent_over_time';
const PLAIN =
  'abs ceil floor exp sqrt sgn ln sin round sort sort_desc timestamp hour minute day_of_week month absent histogram_count sinh atan acos';
const COMPARISONS = ['==', '!=', '<', '>', '<=', '>='] as const;
const ARITHMETIC = ['+', '-', '*', '/', '%', '^', 'atan2'] as const;

type Make = (random: Random, depth: number) => string;

/** Expressions over the data, most of which Prometheus can evaluate. */
export function expression(random: Random, depth = 3): string {
  return written(random.chance(0.06) ? scalar(random, depth) : vector(random, depth), random);
}

/** As somebody else might write it: other quotes, other spaces, a comment. No string above holds a space or a quote. */
function written(text: string, random: Random): string {
  const quote = random.pick(['"', "'"]);
  const space = random.pick([' ', '  ', '\n', ' # so\n\t']);
  return `${random.pick(['', ' '])}${text.replaceAll('"', quote).replaceAll(' ', space)}${random.pick(['', ' ', ' # end'])}`;
}

const LEAVES: readonly [Make, ...Make[]] = [
  selector,
  selector,
  selector,
  selector,
  selector,
  (random) => `vector(${number(random)})`,
];
const BRANCHES: readonly [Make, ...Make[]] = [
  ranged,
  ranged,
  ranged,
  aggregation,
  aggregation,
  aggregation,
  aggregation,
  aggregation,
  plain,
  chosen,
  compared,
  compared,
  computed,
  paired,
  paired,
  paired,
  ratio,
  grouped,
  united,
  united,
  set,
  set,
  replaced,
  replaced,
  joined,
  counted,
  quantile,
  share,
  signed,
  guarded,
  clamped,
  informed,
  contradiction,
  selector,
  sorted,
  bucketed,
];

function vector(random: Random, depth: number): string {
  return random.pick(depth <= 0 ? LEAVES : BRANCHES)(random, depth - 1);
}

function selector(random: Random): string {
  if (random.chance(0.04)) return `{__name__=~"${random.pick(['queue.*', 'memory_bytes|limit_bytes', '.*_info'])}",job="shop"}`;
  const name = random.pick(SERIES);
  const known = METRICS.filter((metric) => seriesNames(metric).includes(name)).flatMap(({ labels }) => Object.keys(labels));
  const used = random.chance(0.55)
    ? []
    : random.some(
        [
          ...known,
          ...known,
          'job',
          'instance',
          'region',
          ...(name.includes(':') ? ['code', 'queue', 'route', 'tier'] : []),
          ...(name.endsWith('_bucket') ? ['le'] : []),
        ],
        0.3,
      );
  const matchers = [...new Set(used)].map((label) => matcher(random, label));
  const shift = random.chance(0.08) ? ` offset ${random.pick(['1m', '5m', '-1m'])}` : '';
  return `${name}${matchers.length > 0 ? `{${matchers.join(',')}}` : ''}${shift}`;
}

function matcher(random: Random, label: string): string {
  const value = random.pick(VALUES[label] ?? ['x']);
  const op = /[.|[]/.test(value) && value !== '0.1' ? random.pick(['=~', '=~', '!~']) : random.pick(['=', '=', '=', '!=', '=~']);
  return `${label}${op}"${value.replace('+', op.includes('~') && value === '+Inf' ? '\\\\+' : '+')}"`;
}

function ranged(random: Random, depth: number): string {
  const call = random.pick(listOf(RANGED));
  return `${call}(${matrix(random, depth)})`;
}

function matrix(random: Random, depth: number): string {
  if (random.chance(0.25))
    return `(${vector(random, depth - 1)})[${random.pick(['5m', '10m', '30s'])}:${random.pick(['1m', '30s', ''])}]`;
  return selector(random).replace(/( offset .*)?$/, (shift) => `[${random.pick(['1m', '5m', '90s', '20m'])}]${shift}`);
}

function aggregation(random: Random, depth: number): string {
  const op = random.pick(['sum', 'sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar', 'quantile']);
  const param = op === 'quantile' ? `${random.pick(['0.5', '0.9', '1'])}, ` : '';
  return `${op}${grouping(random)}(${param}${vector(random, depth)})`;
}

function grouping(random: Random): string {
  if (random.chance(0.2)) return '';
  return random.chance(0.7)
    ? ` by (${random.some(LABELS, 0.25).join(', ')}) `
    : ` without (${random.some(LABELS, 0.25).join(', ')}) `;
}

function plain(random: Random, depth: number): string {
  return `${random.pick(listOf(PLAIN))}(${vector(random, depth)})`;
}

function chosen(random: Random, depth: number): string {
  const [op, count] = [random.pick(['topk', 'bottomk', 'limitk']), random.pick(['1', '2', '5', '0', 'scalar(vector(2))'])];
  if (random.chance(0.15)) return `limit_ratio(0.5, ${vector(random, depth)})`;
  return `${op}${grouping(random)}(${count}, ${vector(random, depth)})`;
}

function compared(random: Random, depth: number): string {
  const bool = random.chance(0.25) ? ' bool' : '';
  const sides = [vector(random, depth), random.chance(0.85) ? number(random) : scalar(random, depth)];
  return `(${(random.chance(0.85) ? sides : sides.reverse()).join(` ${random.pick(COMPARISONS)}${bool} `)})`;
}

function computed(random: Random, depth: number): string {
  const sides = [vector(random, depth), random.chance(0.7) ? number(random) : scalar(random, depth)];
  return `(${(random.chance(0.7) ? sides : sides.reverse()).join(` ${random.pick(ARITHMETIC)} `)})`;
}

/** Both sides by labels of one list, so that there is one partner at most. */
function paired(random: Random, depth: number): string {
  const labels = random.some(LABELS, 0.25);
  const side = () => `${random.pick(['sum', 'max', 'count'])} by (${labels.join(', ')}) (${vector(random, depth)})`;
  const op = random.chance(0.6) ? random.pick(ARITHMETIC) : `${random.pick(COMPARISONS)}${random.chance(0.3) ? ' bool' : ''}`;
  const on = random.pick([``, `on (${labels.join(', ')})`, `ignoring (${random.pick(['quantile', 'missing'])})`]);
  return `(${side()} ${op} ${on} ${side()})`;
}

/** A part of something by the whole of it. */
function ratio(random: Random): string {
  const by = random.pick(['', ' by (job)', ' by (route)', ' without (instance)']);
  const of = (where: string) => `sum${by}(rate(requests_total${where}[5m]))`;
  return random.chance(0.7)
    ? `(${of('{code=~"5.."}')} / ${of('')})`
    : `(sum${by}(rate(duration_seconds_bucket{le="0.5"}[5m])) / sum${by}(rate(duration_seconds_count[5m])))`;
}

function grouped(random: Random, depth: number): string {
  const [label, include] = random.pick([
    ['job', 'version'],
    ['instance', 'region'],
    ['job', ''],
    ['instance', 'zone'],
    ['queue', 'b'],
  ]);
  const one = `max by (${label}${include === '' ? '' : `, ${include}`}) (${vector(random, depth)})`;
  const many = vector(random, depth);
  const right = random.chance(0.3);
  const op = random.chance(0.7) ? random.pick(ARITHMETIC) : random.pick(COMPARISONS);
  return `(${right ? one : many} ${op} on (${label}) group_${right ? 'right' : 'left'} (${include}) ${right ? many : one})`;
}

function united(random: Random, depth: number): string {
  return `(${vector(random, depth)} or ${matching(random)}${random.chance(0.4) ? 'vector(0)' : vector(random, depth)})`;
}

function set(random: Random, depth: number): string {
  const left = vector(random, depth);
  const right = random.chance(0.1) ? left : vector(random, depth);
  return `(${left} ${random.pick(['and', 'unless'])} ${matching(random)}${right})`;
}

function matching(random: Random): string {
  if (random.chance(0.4)) return '';
  return `${random.pick(['on', 'on', 'ignoring'])} (${random.some(LABELS, 0.2).join(', ')}) `;
}

function replaced(random: Random, depth: number): string {
  const [dst, src] = [random.pick(['code', 'fresh', 'job', 'instance', '__name__']), random.pick(SOURCES)];
  const text = random.pick(['x', '', '$1', 'a-$1', '$2', '${1}b']);
  const regex = random.pick(['(.*)', '(.+)', '.*', '', 'shop|(2.*)', '(.).*']);
  return `label_replace(${vector(random, depth)}, "${dst}", "${text}", "${src}", "${regex}")`;
}

function joined(random: Random, depth: number): string {
  const sources = random.some([...LABELS, 'missing'], 0.2).map((label) => `, "${label}"`);
  return `label_join(${vector(random, depth)}, "${random.pick(['fresh', 'code'])}", "${random.pick(['-', ''])}"${sources.join('')})`;
}

function counted(random: Random, depth: number): string {
  return `count_values${grouping(random)}("${random.pick(['value', 'job'])}", ${vector(random, depth)})`;
}

function quantile(random: Random): string {
  const where = random.pick(['', '{route="route0"}']);
  const rate = `rate(duration_seconds_bucket${where}[5m])`;
  const of = random.pick([
    rate,
    `sum by (le) (${rate})`,
    `sum by (le, route) (${rate})`,
    `sum by (route) (${rate})`,
    `duration_seconds_bucket${where}`,
  ]);
  return random.chance(0.2)
    ? `histogram_quantiles(${of}, "q", 0.5, 0.9)`
    : `histogram_quantile(${random.pick(['0.5', '0.99'])}, ${of})`;
}

function share(random: Random, depth: number): string {
  return `histogram_fraction(0, 0.5, ${random.chance(0.5) ? 'rate(duration_seconds_bucket[5m])' : vector(random, depth)})`;
}

function bucketed(random: Random): string {
  return `sum by (${['le', ...random.some(['route', 'job'])].join(', ')}) (increase(duration_seconds_bucket[5m]))`;
}

function signed(random: Random, depth: number): string {
  return `${random.pick(['-', '+', '-'])}${vector(random, depth)}`;
}

function guarded(random: Random, depth: number): string {
  const of = random.pick([selector, vector])(random, depth);
  return random.chance(0.5) ? `absent(${of})` : `absent_over_time(${selector(random).replace(/ offset.*/, '')}[2m])`;
}

function clamped(random: Random, depth: number): string {
  const of = vector(random, depth);
  return random.pick([
    `clamp(${of}, 0, 5)`,
    `clamp_min(${of}, 1)`,
    `clamp_max(${of}, 3)`,
    `clamp(${of}, 5, 1)`,
    `round(${of}, 0.5)`,
  ]);
}

function informed(random: Random): string {
  const of = random.pick(['queue_length', 'rate(requests_total[5m])', 'memory_bytes', 'up']);
  return `info(${of}${random.pick(['', ', {zone=~".+"}', ', {zone="a"}', ', {zone=~".*"}'])})`;
}

function contradiction(random: Random): string {
  const of = selector(random);
  return `(${of} > ${random.below(6)} and ${of} < ${random.below(6)})`;
}

function sorted(random: Random, depth: number): string {
  return `sort_by_label(${vector(random, depth)}, "job", "instance")`;
}

function scalar(random: Random, depth: number): string {
  if (depth <= 0 || random.chance(0.4)) return number(random);
  return random.pick<() => string>([
    () => `scalar(${vector(random, depth - 1)})`,
    () => 'time()',
    () => 'pi()',
    () => `(${scalar(random, depth - 1)} ${random.pick(ARITHMETIC)} ${scalar(random, depth - 1)})`,
    () => `(${scalar(random, depth - 1)} ${random.pick(COMPARISONS)} bool ${scalar(random, depth - 1)})`,
  ])();
}

function number(random: Random): string {
  return random.pick(['0', '1', '2', '0.5', '10', '-1', '1e3', '5m', '0x1F', '.5', '100', 'Inf', '1_000']);
}

function listOf(names: string): [string, ...string[]] {
  return names.split(' ') as [string, ...string[]]; // none of the lists is empty
}
