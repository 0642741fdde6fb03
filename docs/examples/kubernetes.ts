/** The shop in a cluster: what docs/kubernetes.md shows. */
import { alertmanager, api, environment, grafana, kubernetes, prometheus, promql, scaling, secret, target } from 'signalbox';
import { checkout, requests } from './shop.ts';

export const cluster = environment({
  name: 'cluster',
  prometheus: prometheus({ version: '3.15', retention: '90d' }),
  alertmanager: alertmanager({ version: '0.34' }),
  grafana: grafana({ version: '12.4', url: 'https://grafana.example.org' }),
  kubernetes: kubernetes({
    version: '1.36',
    namespace: 'monitoring',
    labels: { release: 'kube-prometheus-stack' }, // what the Prometheus object selects by
    monitors: [{ service: checkout, services: { 'app.kubernetes.io/name': 'checkout' }, namespaces: ['shop'] }],
  }),
  runbooks: 'https://runbooks.example.org',
});

export const replicas = scaling({
  service: checkout,
  name: 'api',
  min: 2,
  max: 20,
  whenUnknown: 6, // while Prometheus does not answer
  signals: [{ query: promql`sum(rate(${requests}[2m]))`, each: 100 }],
});

export const live = target({
  name: 'live',
  environment: cluster,
  kubernetes: api({
    url: 'https://cluster.example.org:6443',
    token: secret.env('CLUSTER_TOKEN'),
    tls: { ca: 'deploy/cluster-ca.pem' },
  }),
  confirm: ['delete'],
});
