import type { CqrsMetrics } from '../../authored/instrumented/cqrs.ts';
import type { Instruments } from '../instrument.ts';

/** A saga under way. The first ending counts; what follows is ignored. */
export interface Saga {
  completed(): void;
  /** Undone, as it was meant to be when a step fails. */
  compensated(): void;
  failed(): void;
}

/** Begins a saga, which may go on over many messages. */
export function sagas(m: Pick<Instruments<CqrsMetrics>, 'sagas' | 'sagasActive' | 'sagaDuration'>): (saga: string) => Saga {
  return (saga) => {
    const start = performance.now();
    let hasEnded = false;
    m.sagasActive.inc({ saga });
    const end = (outcome: 'completed' | 'compensated' | 'failed') => () => {
      if (hasEnded) return;
      hasEnded = true;
      m.sagasActive.dec({ saga });
      m.sagas.inc({ saga, outcome });
      m.sagaDuration.observe({ saga }, (performance.now() - start) / 1000);
    };
    return { completed: end('completed'), compensated: end('compensated'), failed: end('failed') };
  };
}
