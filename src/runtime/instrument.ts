import type { Labels } from '../authored/label.ts';
import type { AnyMetric, Counter, Gauge, Histogram, Info, StateSet, Summary } from '../authored/metric.ts';
import type { Unit } from '../kernel/unit.ts';

/** Every bound instrument can begin anew. */
export interface Resettable {
  /** As it was when the process started. */
  reset(): void;
}
export interface BoundCounter extends Resettable {
  /** Adds `by`, which is never negative. @default 1 */
  inc(by?: number): void;
}
export interface BoundGauge extends Resettable {
  set(value: number): void;
  inc(by?: number): void;
  dec(by?: number): void;
}
export interface BoundObserver extends Resettable {
  /** In the metric's unit. */
  observe(value: number): void;
}
export interface BoundTimer extends BoundObserver {
  /** Runs `work` and observes the seconds it took, until its promise settles if it returns one, failed or not. */
  time<T>(work: () => T): T;
}
export interface BoundStateSet<S extends string = string> extends Resettable {
  /** Makes `state` the one that is 1. */
  set(state: S): void;
}
export interface BoundInfo extends Resettable {
  set(): void;
}

interface Removable<L extends Labels> extends Resettable {
  /** Takes a series out, as of a queue that is gone; whether there was one. Its place under the series limit is free again. */
  remove(values: L): boolean;
}
interface Labelled<L extends Labels, B> extends Removable<L> {
  /** The series of these labels, to keep: using it costs nanoseconds. */
  labels(values: L): B;
}
export interface CounterInstrument<L extends Labels> extends Labelled<L, BoundCounter> {
  inc(values: L, by?: number): void;
}
export interface GaugeInstrument<L extends Labels> extends Labelled<L, BoundGauge> {
  set(values: L, value: number): void;
  inc(values: L, by?: number): void;
  dec(values: L, by?: number): void;
}
export interface ObserverInstrument<L extends Labels> extends Labelled<L, BoundObserver> {
  observe(values: L, value: number): void;
}
export interface TimerInstrument<L extends Labels> extends Labelled<L, BoundTimer> {
  observe(values: L, value: number): void;
  time<T>(values: L, work: () => T): T;
}
export interface InfoInstrument<L extends Labels> extends Removable<L> {
  /** These are the labels now; what was set before is gone. */
  set(values: L): void;
}
export interface StateSetInstrument<L extends Labels> extends Removable<L> {
  /** All labels, the state among them under the metric's own name. */
  set(values: L): void;
}

type None<L> = [keyof L] extends [never] ? true : false;
type Single<K, All = K> = K extends unknown ? ([All] extends [K] ? true : false) : never;
type Observer<L extends Labels, U extends Unit> = [U] extends ['seconds']
  ? None<L> extends true
    ? BoundTimer
    : TimerInstrument<L>
  : None<L> extends true
    ? BoundObserver
    : ObserverInstrument<L>;
type States<L extends Labels> = Single<keyof L> extends true ? BoundStateSet<L[keyof L] & string> : StateSetInstrument<L>;

/** Without labels the instrument is already bound; only what is measured in seconds can time. */
export type InstrumentOf<M> =
  M extends Histogram<infer L, infer _B, infer U>
    ? Observer<L, U>
    : M extends Summary<infer L, infer U>
      ? Observer<L, U>
      : M extends Counter<infer L, infer _U>
        ? None<L> extends true
          ? BoundCounter
          : CounterInstrument<L>
        : M extends Gauge<infer L, infer _U>
          ? None<L> extends true
            ? BoundGauge
            : GaugeInstrument<L>
          : M extends StateSet<infer L>
            ? States<L>
            : M extends Info<infer L>
              ? None<L> extends true
                ? BoundInfo
                : InfoInstrument<L>
              : never;

/** The instruments of a record of definitions, under the same names; what is no metric is left out. */
export type Instruments<M> = { readonly [K in keyof M as M[K] extends AnyMetric ? K : never]: InstrumentOf<M[K]> };
