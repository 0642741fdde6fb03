import { addressOf } from '../../../src/kernel/address.ts';
import type { AlertRule, RecordingRule, RuleGroup } from '../../../src/model/alert.ts';
import { master } from './estate.ts';

const address = addressOf(master.name, 'alert', 'PanicLogged');

const panicLogged: AlertRule = {
  address,
  name: 'PanicLogged',
  origin: {},
  service: master,
  severity: 'critical',
  query: {
    engine: 'loki',
    text: 'sum(count_over_time({service_name="phoenix-master", stream="app", level="error"} |= "panic" [5m])) > 0',
  },
  forMs: 0,
  keepFiringForMs: 300_000,
  labels: { severity: 'critical', service: master.name, owner: 'platform' },
  annotations: { summary: 'A master panicked.', description: 'Saw {{ $value }} panics in five minutes.' },
  runbook: { impact: '', steps: [], url: undefined },
  cause: address,
};

const panics: RecordingRule = {
  record: 'phoenix_master:panics:rate5m',
  query: { engine: 'loki', text: 'sum(rate({service_name="phoenix-master", stream="app"} |= "panic" [5m]))' },
  labels: { service: master.name },
  cause: address,
  origin: {},
};

export const logRules: RuleGroup = {
  name: 'phoenix-master-logs',
  engine: 'loki',
  scope: master.name,
  intervalMs: 60_000,
  rules: [panics, panicLogged],
};
