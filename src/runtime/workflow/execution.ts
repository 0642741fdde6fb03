import type { Metadata } from '../logger.ts';

export type ExecutionStatus = 'pending' | 'running' | 'completed' | 'failed' | 'cancelled';

export interface Execution {
  readonly id: string;
  readonly workflow: string;
  readonly tenant: string;
  /** Who asked for it. */
  readonly user?: string;
  /** What it is about: `{ pr: '#123' }`. In its lines and nowhere else. */
  readonly metadata?: Metadata;
  readonly status: ExecutionStatus;
  /** Milliseconds since 1970, as all times here. */
  readonly enqueuedAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly stepsTotal?: number;
  readonly stepsCompleted: number;
  readonly stepsFailed: number;
  readonly currentStep?: string;
  readonly error?: string;
}
/** What a step used and moved. */
export interface StepResult {
  readonly tokens?: number;
  /** In US dollars. */
  readonly cost?: number;
  readonly inputBytes?: number;
  readonly outputBytes?: number;
}

/** The seven events of a lifecycle. */
export type ExecutionEventType =
  | 'workflow.started'
  | 'workflow.completed'
  | 'workflow.failed'
  | 'workflow.cancelled'
  | 'workflow.step.started'
  | 'workflow.step.completed'
  | 'workflow.step.failed';
export interface ExecutionEvent extends StepResult {
  readonly type: ExecutionEventType;
  readonly execution: Execution;
  readonly step?: string;
  readonly retries?: number;
  /** Of the execution or the step, once it has ended. */
  readonly seconds?: number;
  readonly error?: string;
}
export type ExecutionListener = (event: ExecutionEvent) => void;
