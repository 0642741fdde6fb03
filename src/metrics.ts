/** `signalbox/metrics`: metric constructors alone, small enough for service code. */
export { oneOf, text } from './authored/label.ts';
export {
  type AnyMetric,
  type Counter,
  counter,
  type Gauge,
  gauge,
  type Histogram,
  histogram,
  type Info,
  info,
  type StateSet,
  type Summary,
  stateSet,
  summary,
} from './authored/metric.ts';
export { not } from './authored/selection.ts';
