import { isKind } from '../../authored/authored-values.ts';
import { isRecord } from '../../kernel/canonical.ts';
import { SWITCH } from './option-kinds.ts';
import type { Place } from './place.ts';

const KINDS = ['tail', 'head', 'importance', 'rate-limited', 'adaptive', 'confidence'];

const share = (field: string): Place => ({ field, fits: isText, wanted: "a share: '10%'", strict: true });
const time = (field: string): Place => ({ field, fits: isText, wanted: "a time: '10s'", strict: true });
const number = (field: string): Place => ({ field, fits: isNumber, wanted: 'a number: 10', strict: true });
const yesOrNo = (field: string): Place => ({ field, ...SWITCH, strict: true });

/** Which traces are kept: what is a share or a time at all, is looked at closer where it is read. */
export const SAMPLING_PLACES: Readonly<Record<string, readonly Place[]>> = {
  traces: [
    { field: 'sampling', fits: isSampling, wanted: "tail({ … }), head({ ratio: '10%' }) or another sampling", strict: true },
  ],
  tail: [yesOrNo('keepErrors'), share('otherwise'), time('keepSlowerThan'), time('decideAfter')],
  head: [share('ratio')],
  importance: [
    yesOrNo('keepErrors'),
    time('keepSlowerThan'),
    { field: 'rules', each: 'list', fits: isRule, wanted: "{ name: 'payments', where: { 'http.route': '/pay' }, keep: '100%' }" },
    share('otherwise'),
    time('decideAfter'),
  ],
  'rate-limited': [number('perSecond'), number('spansPerTrace'), time('decideAfter')],
  adaptive: [share('most'), share('least')],
  confidence: [
    share('halfWidth'),
    { field: 'level', fits: isText, wanted: "'90%', '95%' or '99%'", strict: true },
    time('window'),
  ],
};

function isSampling(value: unknown): boolean {
  return isKind(value, ['sampling']) && KINDS.includes(String(value['type']));
}

function isRule(value: unknown): boolean {
  return isRecord(value) && isText(value['name']) && isText(value['keep']) && isWhere(value['where']);
}

function isWhere(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((one) => isText(one) || (Array.isArray(one) && one.every(isText)));
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
