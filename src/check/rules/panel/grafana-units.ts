import type { Unit } from '../../../kernel/unit.ts';

/** What a number has to be for one of Grafana's units to be right: so many of them are one of ours. */
export interface UnitShown {
  readonly unit: Unit;
  readonly perSecond: boolean;
  readonly factor: number;
}

type Factors = Readonly<Record<string, number>>;

const SECONDS: Factors = {
  ...{ s: 1, dtdurations: 1, dthms: 1, dtdhms: 1, clocks: 1, timeticks: 100, m: 1 / 60, h: 1 / 3600, d: 1 / 86_400 },
  ...{ ms: 1e3, dtdurationms: 1e3, clockms: 1e3, µs: 1e6, ns: 1e9 },
  ...{ dateTimeAsIso: 1e3, dateTimeAsIsoNoDateIfToday: 1e3, dateTimeAsUS: 1e3, dateTimeAsUSNoDateIfToday: 1e3 },
  ...{ dateTimeAsLocal: 1e3, dateTimeAsLocalNoDateIfToday: 1e3, dateTimeAsSystem: 1e3, dateTimeFromNow: 1e3 },
};
const BYTES: Factors = {
  ...{ bytes: 1, decbytes: 1, bits: 8, decbits: 8 },
  ...{ kbytes: 2 ** -10, mbytes: 2 ** -20, gbytes: 2 ** -30, tbytes: 2 ** -40, pbytes: 2 ** -50 },
  ...{ deckbytes: 1e-3, decmbytes: 1e-6, decgbytes: 1e-9, dectbytes: 1e-12, decpbytes: 1e-15 },
};
const BYTES_PER_SECOND: Factors = {
  ...{ Bps: 1, binBps: 1, bps: 8, binbps: 8 },
  ...{ KiBs: 2 ** -10, MiBs: 2 ** -20, GiBs: 2 ** -30, TiBs: 2 ** -40, PiBs: 2 ** -50 },
  ...{ Kibits: 2 ** -7, Mibits: 2 ** -17, Gibits: 2 ** -27, Tibits: 2 ** -37, Pibits: 2 ** -47 },
  ...{ KBs: 1e-3, MBs: 1e-6, GBs: 1e-9, TBs: 1e-12, PBs: 1e-15 },
  ...{ Kbits: 8e-3, Mbits: 8e-6, Gbits: 8e-9, Tbits: 8e-12, Pbits: 8e-15 },
};
const EVENTS_PER_SECOND: Factors = {
  ...{ cps: 1, ops: 1, reqps: 1, rps: 1, wps: 1, iops: 1, eps: 1, mps: 1, recps: 1, rowsps: 1, pps: 1, hertz: 1 },
  ...{ cpm: 60, opm: 60, reqpm: 60, rpm: 60, wpm: 60 },
};

/**
 * Grafana's units whose number says something about ours; plain numbers, money and what one makes up fit everything.
 * https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts
 */
export const GRAFANA_UNITS_SHOWN: ReadonlyMap<string, UnitShown> = new Map([
  ...table('seconds', false, SECONDS),
  ...table('bytes', false, BYTES),
  ...table('bytes', true, BYTES_PER_SECOND),
  ...table('count', true, EVENTS_PER_SECOND),
  ...table('ratio', false, { percentunit: 1, percent: 100, humidity: 100 }),
  ...table('celsius', false, { celsius: 1 }),
]);

function table(unit: Unit, perSecond: boolean, factors: Factors): [string, UnitShown][] {
  return Object.entries(factors).map(([id, factor]) => [id, { unit, perSecond, factor }]);
}
