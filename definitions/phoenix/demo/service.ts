/** What a service of the demo is given, and what it gives back. */
import type { Tracer } from '@opentelemetry/api';
import type { Logger } from 'signalbox/runtime';

export interface ServiceOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly tracer: Tracer;
  readonly log: Logger;
  readonly random: () => number;
}

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

export const VERSION = '1.0.0';
export const STOP_SECONDS = 2;
