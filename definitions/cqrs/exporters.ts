/**
 * Every way out that the document names, in one collector: for who keeps telemetry elsewhere than `production` does, which has Prometheus, Loki, Tempo
 * and Grafana of its own. Services send OTLP to either, so where it goes is changed here and nowhere in their code.
 */
import {
  awsXray,
  azureMonitor,
  collector,
  consoleExporter,
  elasticsearch,
  environment,
  fileExporter,
  googleCloud,
  jaeger,
  otlp,
  secret,
} from 'signalbox';

export const vendors = environment({
  name: 'vendors',
  collector: collector({
    version: '0.156',
    receive: ['files'],
    exporters: [
      consoleExporter(),
      fileExporter({ path: '/var/lib/otelcol/telemetry.json', days: 7 }),
      otlp({ name: 'company', endpoint: 'https://otel.company.com', protocol: 'http' }),
      jaeger({ endpoint: 'jaeger:4317' }),
      elasticsearch({ endpoints: ['https://elasticsearch:9200'], apiKey: secret.env('ELASTIC_API_KEY') }),
      awsXray({ region: 'eu-central-1' }),
      googleCloud({ project: 'user-service' }),
      azureMonitor({ connectionString: secret.env('AZURE_MONITOR') }),
    ],
  }),
});
