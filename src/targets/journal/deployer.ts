import type { ProcessMark } from './record.ts';

/** Who deploys, from where, with what; the caller says it. */
export interface Deployer {
  readonly who: string;
  readonly tool: string;
  readonly process: ProcessMark;
  /** Whether a process of this machine is still there. */
  isAlive(process: ProcessMark): boolean;
  now(): Date;
}
