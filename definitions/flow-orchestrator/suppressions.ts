import { suppress } from 'signalbox';
import { orchestrator } from './services.ts';

export const keptInProduction = suppress({
  code: 'retention/metric-longer-than-server',
  at: orchestrator,
  reason: 'The local stack keeps nothing for long: it is production that sends what is to be kept to the warehouse.',
});
