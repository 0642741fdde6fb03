import type { Row } from './rows.ts';

/** Logs, traces and the collector. */
export const telemetryRows: readonly Row[] = [
  [
    'logs/label-name',
    'error',
    'Loki refuses lines with such a label.',
    "logs({ service: checkout, name: 'audit', labels: { 'user-kind': oneOf('guest', 'member') } });",
    "logs({ service: checkout, name: 'audit', labels: { user_kind: oneOf('guest', 'member') } });",
  ],
  [
    'logs/label-reserved',
    'error',
    'The label is set for every line already; two writers would give two streams.',
    "logs({ service: checkout, name: 'audit', labels: { service_name: oneOf('checkout') } });",
    "logs({ service: checkout, name: 'audit' }); // service_name is on every line",
  ],
  [
    'logs/field-is-label',
    'error',
    'A name is either part of the index or of the line; queries could not tell which is meant.',
    "logs({ service: checkout, name: 'audit', labels: { level: oneOf('info') }, fields: { level: text() } });",
    "logs({ service: checkout, name: 'audit', labels: { level: oneOf('info') }, fields: { message: text() } });",
  ],
  [
    'logs/open-label',
    'warning',
    'Each value of a label is a stream of its own in the index of Loki; an open set makes it slow, then refuses lines.',
    "logs({ service: checkout, name: 'audit', labels: { user: text() } });",
    "logs({ service: checkout, name: 'audit', fields: { user: text() } });",
  ],
  [
    'logs/too-many-labels',
    'error',
    'Loki refuses lines with more than fifteen labels.',
    [
      "const yes = oneOf('yes', 'no');",
      'const many = { a: yes, b: yes, c: yes, d: yes, e: yes, f: yes, g: yes, h: yes, i: yes, j: yes, k: yes, l: yes, m: yes, n: yes };',
      "logs({ service: checkout, name: 'audit', labels: many });",
    ],
    [
      "const yes = oneOf('yes', 'no');",
      "logs({ service: checkout, name: 'audit', labels: { a: yes }, fields: { b: text(), c: text() } }); // chosen by one of them",
    ],
  ],
  [
    'logs/rate',
    'error',
    'What logs cost would be told from a number that is none.',
    "logs({ service: checkout, name: 'audit', rate: { perSecond: -40, size: '300B' } });",
    "logs({ service: checkout, name: 'audit', rate: { perSecond: 40, size: '300B' } });",
  ],
  [
    'logs/redact-key',
    'error',
    'An empty key redacts nothing, and somebody believes that it does.',
    "logs({ service: checkout, name: 'audit', redact: [''] });",
    "logs({ service: checkout, name: 'audit', redact: ['authorization'] });",
  ],
  [
    'logs/redact-pattern',
    'error',
    'The collector reads patterns as RE2; one it cannot read keeps it from starting, or leaves secrets in the lines.',
    "logs({ service: checkout, name: 'audit', redact: [/(?<=card_)\\d+/] });",
    "logs({ service: checkout, name: 'audit', redact: [/card_\\d+/] });",
  ],
  [
    'logs/retention',
    'error',
    'Without a length of time Loki keeps the lines as long as everything else.',
    "logs({ service: checkout, name: 'audit', retention: 'forever' });",
    "logs({ service: checkout, name: 'audit', retention: '30d' });",
  ],
  [
    'logs/short-retention',
    'error',
    'Loki deletes by the day: it refuses a configuration that asks for less.',
    "logs({ service: checkout, name: 'audit', retention: '12h' });",
    "logs({ service: checkout, name: 'audit', retention: '1d' });",
  ],
  [
    'logs/two-sources',
    'error',
    'A stream read from two places would hold each line twice, or half of the fields.',
    "logs({ service: checkout, name: 'audit', files: ['/var/log/audit.log'], from: 'journald' });",
    "logs({ service: checkout, name: 'audit', files: ['/var/log/audit.log'] });",
  ],
  [
    'logs/no-files',
    'error',
    'An empty list reads nothing: the stream stays empty without an error.',
    "logs({ service: checkout, name: 'audit', files: [] });",
    "logs({ service: checkout, name: 'audit', files: ['/var/log/audit/*.log'] });",
  ],
  [
    'traces/no-propagation',
    'error',
    'Without propagation each service begins a trace of its own, and none shows a whole request.',
    [
      "const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });",
      'const checkoutTraces = traces({ service: checkout, propagation: [], sampling });',
    ],
    [
      "const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
  ],
  [
    'traces/decides-too-early',
    'error',
    'The collector does not start with a decision time below a second.',
    [
      "const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '500ms' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
    [
      "const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
  ],
  [
    'traces/keeps-nothing',
    'error',
    'Sampling that keeps no trace costs as much as one that keeps some, and shows nothing.',
    [
      "const sampling = tail({ keepErrors: false, otherwise: '0%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
    [
      "const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
  ],
  [
    'traces/rate',
    'error',
    'What spans cost would be told from a number that is none.',
    [
      "const sampling = head({ ratio: '10%' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext'], sampling, rate: { perSecond: 200, size: 'small' } });",
    ],
    [
      "const sampling = head({ ratio: '10%' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext'], sampling, rate: { perSecond: 200, size: '500B' } });",
    ],
  ],
  [
    'traces/share',
    'error',
    'A share that cannot be read would be sampled as nothing or as everything.',
    [
      "const sampling = tail({ keepErrors: true, otherwise: '110%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
    [
      "const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
  ],
  [
    'traces/duration',
    'error',
    'The collector refuses a time it cannot read, or one of zero.',
    [
      "const sampling = tail({ keepErrors: true, keepSlowerThan: '0s', otherwise: '10%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
    [
      "const sampling = tail({ keepErrors: true, keepSlowerThan: '1s', otherwise: '10%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
  ],
  [
    'traces/sampling-option',
    'error',
    'A sampler that cannot be made would fail when the service starts, or keep what nobody meant.',
    [
      "const sampling = importance({ rules: [], otherwise: '1%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
    [
      'const sampling = importance({',
      "  rules: [{ name: 'pay', where: { 'http.route': '/pay' }, keep: '50%' }], otherwise: '1%', decideAfter: '10s',",
      '});',
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext', 'baggage'], sampling });",
    ],
  ],
  [
    'collector/exporter',
    'error',
    'The collector does not start with a wrong exporter: then nothing is received either.',
    "collector({ version: '0.156', exporters: [jaeger({ endpoint: 'jaeger' })] });",
    "collector({ version: '0.156', exporters: [jaeger({ endpoint: 'jaeger:4317' })] });",
  ],
  [
    'collector/exporter-twice',
    'error',
    'Two exporters with one id are one: the settings of the first are lost.',
    "collector({ version: '0.156', exporters: [jaeger({ endpoint: 'a:4317' }), jaeger({ endpoint: 'b:4317' })] });",
    "collector({ version: '0.156', exporters: [jaeger({ endpoint: 'a:4317' }), otlp({ name: 'second', endpoint: 'b:4317' })] });",
  ],
  [
    'collector/gateways',
    'error',
    'Agents that cannot find their gateways send nothing on, and what waits in their queues is lost in the end.',
    "collector({ version: '0.156', form: 'tiers', gateways: { at: ['gateway-0'] } });",
    [
      "const tiers = collector({ version: '0.156', form: 'tiers', gateways: { at: ['gateway-0:4317', 'gateway-1:4317'] } });",
      "environment({ name: 'staging', collector: tiers, loki: loki({ version: '3.7' }) });",
    ],
  ],
  [
    'collector/split-traces',
    'error',
    'A trace is kept or dropped by its errors and its length. Who sees half of its spans decides wrongly, and what is kept has holes.',
    [
      "const shared = collector({ version: '0.156', replicas: 3 });",
      "const staging = environment({ name: 'staging', collector: shared, tempo: tempo({ version: '3.0' }) });",
      "const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext'], sampling });",
    ],
    [
      "const shared = collector({ version: '0.156', form: 'tiers', gateways: { dns: 'otel-gateways' } });",
      "const staging = environment({ name: 'staging', collector: shared, tempo: tempo({ version: '3.0' }) });",
      "const sampling = tail({ keepErrors: true, otherwise: '10%', decideAfter: '10s' });",
      "const checkoutTraces = traces({ service: checkout, propagation: ['tracecontext'], sampling });",
    ],
  ],
  [
    'collector/no-exporter',
    'error',
    'A collector that sends nowhere does not start.',
    "collector({ version: '0.156' }); // staging: nothing else runs there",
    ["collector({ version: '0.156' });", "loki({ version: '3.7' });"],
  ],
  [
    'collector/stream-not-received',
    'warning',
    'The stream comes from a place this collector does not read: it stays empty in that environment.',
    [
      "collector({ version: '0.156' });",
      "loki({ version: '3.7' });",
      "logs({ service: checkout, name: 'journal', from: 'journald' });",
    ],
    [
      "const received = collector({ version: '0.156', receive: ['files', 'journald'] });",
      "const production = environment({ name: 'production', collector: received, loki: loki({ version: '3.7' }) });",
      "logs({ service: checkout, name: 'journal', from: 'journald' });",
    ],
  ],
];
