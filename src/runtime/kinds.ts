import type { MetricKind } from '../authored/metric.ts';
import type { AnyCell, InstrumentKind } from './kind.ts';
import { counterKind } from './kinds/counter.ts';
import { gaugeKind } from './kinds/gauge.ts';
import { histogramKind } from './kinds/histogram.ts';
import { infoKind } from './kinds/info.ts';
import { stateSetKind } from './kinds/state-set.ts';
import { summaryKind } from './kinds/summary.ts';

/** Cells of a kind only ever meet that kind, so what they are is nobody else's business. */
type AnyInstrumentKind = InstrumentKind<AnyCell>;

export const INSTRUMENT_KINDS: Readonly<Record<MetricKind, AnyInstrumentKind>> = {
  counter: counterKind as AnyInstrumentKind,
  gauge: gaugeKind as AnyInstrumentKind,
  histogram: histogramKind as AnyInstrumentKind,
  summary: summaryKind as AnyInstrumentKind,
  info: infoKind as AnyInstrumentKind,
  stateset: stateSetKind as AnyInstrumentKind,
};
